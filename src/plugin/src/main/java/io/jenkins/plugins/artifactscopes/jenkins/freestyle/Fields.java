package io.jenkins.plugins.artifactscopes.jenkins.freestyle;

import hudson.AbortException;
import hudson.model.AbstractProject;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.artifactscopes.jenkins.EnteredAge;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import io.jenkins.plugins.artifactscopes.jenkins.agent.OrderedPath;
import io.jenkins.plugins.artifactscopes.path.Selector;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import org.jspecify.annotations.Nullable;

/** The fields that both forms have, looked at as they are entered. */
final class Fields {
    private Fields() {}

    static ListBoxModel scopes() {
        ListBoxModel items = new ListBoxModel();
        for (Scope scope : Scope.values()) {
            items.add(scope.word());
        }
        return items;
    }

    /** @param needed whether something has to be entered */
    static FormValidation path(@Nullable AbstractProject<?, ?> project, String text, boolean needed) {
        return check(project, () -> {
            if (needed && text.isBlank()) {
                throw new AbortException(Messages.Fields_noPath());
            }
            OrderedPath.of("This", text.strip());
        });
    }

    static FormValidation selectors(@Nullable AbstractProject<?, ?> project, String text) {
        return check(project, () -> Selector.list(text));
    }

    static FormValidation expiry(@Nullable AbstractProject<?, ?> project, String text) {
        return check(project, () -> {
            if (!text.isBlank()) {
                EnteredAge.parse(text.strip());
            }
        });
    }

    private static FormValidation check(@Nullable AbstractProject<?, ?> project, Reading reading) {
        if (project != null) {
            project.checkPermission(Item.CONFIGURE);
        }
        try {
            reading.read();
            return FormValidation.ok();
        } catch (AbortException | IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /** Reads what is entered. */
    @FunctionalInterface
    private interface Reading {
        void read() throws AbortException;
    }
}
