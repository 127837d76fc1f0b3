package io.jenkins.plugins.artifactscopes.path;

/**
 * A glob over paths, as people know it from ignore files: {@code *.log} at any depth, {@code /reports/**} from the root,
 * {@code dist/} a directory and all below it.
 */
public final class Selector {
    private final String glob;

    private Selector(String glob) {
        this.glob = glob;
    }

    /** @throws IllegalArgumentException for what is no glob; the message says what is allowed */
    public static Selector parse(String glob) {
        return new Selector(glob);
    }

    /** Whether the file at {@code path} is selected, by itself or by a directory that it is in. */
    public boolean matches(ArtifactPath path) {
        throw new UnsupportedOperationException(glob + path);
    }
}
