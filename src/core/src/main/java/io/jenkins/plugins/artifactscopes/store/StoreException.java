package io.jenkins.plugins.artifactscopes.store;

import java.io.IOException;

/** A request that a store refuses; the message says what was asked, what was found and what to do. */
public abstract sealed class StoreException extends IOException
        permits ArtifactNotFound, DamagedContent, PushConflict, PushRefused, QuotaExceeded {
    private static final long serialVersionUID = 1;

    StoreException(String message) {
        super(message);
    }
}
