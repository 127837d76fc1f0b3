package io.jenkins.plugins.artifactscopes.http.github;

import java.io.IOException;

/** How long a project keeps the artifacts of its runs where no rule and no pusher says otherwise. Safe for use by many threads. */
public interface RetentionSettings {
    /** What holds in a project. */
    Days of(String project);

    /**
     * Changes it, durably, for what is there too.
     *
     * @param days from 1 to the project's most
     */
    void change(String project, int days) throws IOException;

    /**
     * @param days that artifacts are kept
     * @param most days that a project may choose
     */
    record Days(int days, int most) {}
}
