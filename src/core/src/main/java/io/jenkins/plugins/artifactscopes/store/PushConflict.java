package io.jenkins.plugins.artifactscopes.store;

/** A push without force meets a name that is taken, or a name that a push would have to be twice. */
public final class PushConflict extends StoreException {
    private static final long serialVersionUID = 1;

    public PushConflict(String message) {
        super(message);
    }
}
