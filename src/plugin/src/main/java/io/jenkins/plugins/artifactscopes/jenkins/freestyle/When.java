package io.jenkins.plugins.artifactscopes.jenkins.freestyle;

import hudson.model.Result;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.jvnet.localizer.Localizable;

/** After which builds something is pushed. */
enum When {
    ALWAYS(Messages._When_always()) {
        @Override
        boolean holds(@Nullable Result result) {
            return true;
        }
    },
    SUCCESS(Messages._When_success()) {
        @Override
        boolean holds(@Nullable Result result) {
            return result == null || result.equals(Result.SUCCESS);
        }
    },
    FAILURE(Messages._When_failure()) {
        @Override
        boolean holds(@Nullable Result result) {
            return !SUCCESS.holds(result);
        }
    };

    private final Localizable title;

    When(Localizable title) {
        this.title = title;
    }

    String title() {
        return title.toString();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param result of the build so far; null for none yet, which is as good as a success */
    abstract boolean holds(@Nullable Result result);

    /** @throws IllegalArgumentException for another word; the message lists those that exist */
    static When of(String word) {
        return Arrays.stream(values())
                .filter(when -> when.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is none of: "
                        + Arrays.stream(values()).map(When::word).collect(Collectors.joining(", ")) + "."));
    }
}
