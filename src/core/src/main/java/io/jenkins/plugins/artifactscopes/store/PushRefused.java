package io.jenkins.plugins.artifactscopes.store;

/** A push that cannot be taken as it is: out of order, inconsistent, not what its plan announced or with wrong content. */
public final class PushRefused extends StoreException {
    private static final long serialVersionUID = 1;

    public PushRefused(String message) {
        super(message);
    }
}
