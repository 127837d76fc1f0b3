package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.artifactscopes.jenkins.EnteredAge;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** Looks at what is being entered, for those who may configure it. */
final class Entered {
    private Entered() {}

    /**
     * @param item whose configuration it is; null for that of Jenkins
     * @param reading fails with an {@link IllegalArgumentException} whose message helps
     */
    static FormValidation check(@Nullable Item item, Runnable reading) {
        return answer(item, () -> {
            reading.run();
            return FormValidation.ok();
        });
    }

    /** As {@link #check}, and says what {@code reading} has to say. */
    static FormValidation answer(@Nullable Item item, Supplier<FormValidation> reading) {
        if (item == null) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        } else {
            item.checkPermission(Item.CONFIGURE);
        }
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /** An age, or null where nothing is entered. */
    static @Nullable ExpireIn age(String text) {
        return text.isEmpty() ? null : EnteredAge.parse(text);
    }

    /**
     * What has to be there, without the space around it.
     *
     * @param name of the parameter
     * @param example a value, as it is written in a script
     * @throws IllegalArgumentException when it is missing
     */
    static String required(String name, @Nullable String text, String example) {
        if (text == null) {
            throw new IllegalArgumentException(Messages.Entered_required(name, example));
        }
        return text.strip();
    }

    static String stripped(@Nullable String text) {
        return Util.fixNull(text).strip();
    }
}
