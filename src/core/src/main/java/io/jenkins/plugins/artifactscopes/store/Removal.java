package io.jenkins.plugins.artifactscopes.store;

/**
 * What a deletion did.
 *
 * @param files how many files are gone for every reader
 * @param bytes content of those files
 * @param freedBytes space given back to the file system now
 * @param laterBytes space that is given back when a pull that reads it ends, when another scope that shares it lets go, or
 *     when the segment that holds it is compacted
 */
public record Removal(long files, long bytes, long freedBytes, long laterBytes) {
    public static final Removal NOTHING = new Removal(0, 0, 0, 0);

    public Removal plus(Removal other) {
        return new Removal(
                files + other.files, bytes + other.bytes, freedBytes + other.freedBytes, laterBytes + other.laterBytes);
    }
}
