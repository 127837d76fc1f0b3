package io.jenkins.plugins.artifactscopes.jenkins.freestyle;

import hudson.model.Result;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** After which builds something is pushed. */
enum When {
    ALWAYS("Always") {
        @Override
        boolean holds(@Nullable Result result) {
            return true;
        }
    },
    SUCCESS("When the build is a success so far") {
        @Override
        boolean holds(@Nullable Result result) {
            return result == null || result.equals(Result.SUCCESS);
        }
    },
    FAILURE("When the build is unstable, has failed or was aborted") {
        @Override
        boolean holds(@Nullable Result result) {
            return !SUCCESS.holds(result);
        }
    };

    private final String title;

    When(String title) {
        this.title = title;
    }

    String title() {
        return title;
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
