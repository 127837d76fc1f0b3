package io.jenkins.plugins.artifactscopes.jenkins.agent;

import hudson.AbortException;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.InvalidPathException;

/** Reads the paths that authors of builds write. */
public final class OrderedPath {
    private OrderedPath() {}

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
