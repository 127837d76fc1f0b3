package io.jenkins.plugins.artifactscopes.jenkins.agent;

import hudson.AbortException;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.InvalidPathException;
import org.jspecify.annotations.Nullable;

/** Reads the paths that authors of builds write. */
public final class OrderedPath {
    private OrderedPath() {}

    /**
     * The parameter {@code path}, which every step and every build step needs.
     *
     * @throws AbortException when the author wrote none
     */
    public static String required(@Nullable String path) throws AbortException {
        if (path == null) {
            throw new AbortException("The parameter path is missing. Write one, such as path: 'dist'.");
        }
        return path;
    }

    /**
     * @param what the path is for, in the author's words
     * @throws AbortException when the path is absolute or leaves where it is below; the message says what is allowed
     */
    public static ArtifactPath of(String what, String text) throws AbortException {
        try {
            return ArtifactPath.parse(text);
        } catch (InvalidPathException e) {
            throw new AbortException(what + ": " + e.getMessage());
        }
    }
}
