package io.jenkins.plugins.artifactscopes.catalog;

/**
 * How much is kept.
 *
 * @param bytes content of files, as if none were shared
 * @param files how many
 * @param artifacts how many
 */
public record Usage(long bytes, long files, long artifacts) {
    public static final Usage NONE = new Usage(0, 0, 0);

    static Usage of(ArtifactRecord artifact) {
        return new Usage(artifact.bytes(), artifact.files(), 1);
    }

    Usage plus(Usage other) {
        return new Usage(bytes + other.bytes, files + other.files, artifacts + other.artifacts);
    }

    Usage minus(Usage other) {
        return new Usage(bytes - other.bytes, files - other.files, artifacts - other.artifacts);
    }
}
