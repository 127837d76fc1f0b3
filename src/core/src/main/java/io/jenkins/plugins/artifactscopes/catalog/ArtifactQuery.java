package io.jenkins.plugins.artifactscopes.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Which artifacts of a project are meant.
 *
 * @param project its full name
 * @param workflow only those of this run and its jobs, or null
 * @param name only those of this name, or null
 */
public record ArtifactQuery(
        String project, @Nullable String workflow, @Nullable String name) {
    /** By when artifacts were first pushed. */
    public enum Direction {
        NEWEST_FIRST,
        OLDEST_FIRST
    }

    public static ArtifactQuery of(String project) {
        return new ArtifactQuery(project, null, null);
    }

    public static ArtifactQuery run(String project, String workflow) {
        return new ArtifactQuery(project, workflow, null);
    }

    /** Of these, only those called {@code artifact}. */
    public ArtifactQuery named(String artifact) {
        return new ArtifactQuery(project, workflow, artifact);
    }

    String workflowOrNone() {
        return workflow == null ? "" : workflow;
    }

    String nameOrNone() {
        return name == null ? "" : name;
    }
}
