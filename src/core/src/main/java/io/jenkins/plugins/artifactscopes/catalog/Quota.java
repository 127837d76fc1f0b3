package io.jenkins.plugins.artifactscopes.catalog;

/**
 * How much a project may keep.
 *
 * @param bytes content of files
 * @param files how many
 */
public record Quota(long bytes, long files) {
    public static final Quota UNLIMITED = new Quota(Long.MAX_VALUE, Long.MAX_VALUE);

    public Quota {
        if (bytes < 0 || files < 0) {
            throw new IllegalArgumentException("A quota is not negative: " + bytes + " bytes, " + files + " files");
        }
    }
}
