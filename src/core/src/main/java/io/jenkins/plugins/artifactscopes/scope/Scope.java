package io.jenkins.plugins.artifactscopes.scope;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The three kinds of artifact store that a Pipeline has. */
public enum Scope {
    /** One agent allocation inside a run. */
    JOB,
    /** One run. */
    WORKFLOW,
    /** One Jenkins job; for a branch of a multibranch project, the multibranch project. */
    PROJECT;

    /**
     * The scope that people write as {@code word}.
     *
     * @throws IllegalArgumentException when there is none of that name; the message lists those that exist
     */
    public static Scope of(String word) {
        for (Scope scope : values()) {
            if (scope.word().equals(word)) {
                return scope;
            }
        }
        throw new IllegalArgumentException("There is no scope '" + word + "'. Use one of: " + words() + ".");
    }

    /** As people write it: {@code job}, {@code workflow} or {@code project}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return word();
    }

    private static String words() {
        return Arrays.stream(values()).map(Scope::word).collect(Collectors.joining(", "));
    }
}
