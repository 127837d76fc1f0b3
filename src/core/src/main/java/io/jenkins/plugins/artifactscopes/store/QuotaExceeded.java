package io.jenkins.plugins.artifactscopes.store;

/** A push would exceed the quota of its project. */
public final class QuotaExceeded extends StoreException {
    private static final long serialVersionUID = 1;

    public QuotaExceeded(String message) {
        super(message);
    }
}
