package io.jenkins.plugins.artifactscopes.store;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;

/** There is nothing of that name. */
public final class ArtifactNotFound extends StoreException {
    private static final long serialVersionUID = 1;

    public ArtifactNotFound(String message) {
        super(message);
    }

    /** What is said of a path in a scope where there is nothing. */
    public static ArtifactNotFound of(ScopeId scope, ArtifactPath path) {
        return new ArtifactNotFound(scope.scope() + " has no " + path + " (" + scope + ").");
    }
}
