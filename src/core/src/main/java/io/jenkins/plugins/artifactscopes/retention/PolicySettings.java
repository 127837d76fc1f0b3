package io.jenkins.plugins.artifactscopes.retention;

import java.io.IOException;

/** The policies of a host, and how they are changed. Safe for use by many threads. */
public interface PolicySettings extends Policies {
    /** That for all projects. */
    RetentionPolicy all();

    /** The project's own; {@link RetentionPolicy#NONE} where it has none. */
    RetentionPolicy own(String project);

    /**
     * Changes that for all projects, durably; what is stored is dated anew soon.
     *
     * @throws IOException when it cannot be kept; nothing is changed then
     */
    void changeAll(RetentionPolicy policy) throws IOException;

    /** Changes the project's own, as {@link #changeAll} does. */
    void change(String project, RetentionPolicy policy) throws IOException;
}
