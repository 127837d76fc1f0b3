package io.jenkins.plugins.artifactscopes.store;

/** There is nothing of that name. */
public final class ArtifactNotFound extends StoreException {
    private static final long serialVersionUID = 1;

    public ArtifactNotFound(String message) {
        super(message);
    }
}
