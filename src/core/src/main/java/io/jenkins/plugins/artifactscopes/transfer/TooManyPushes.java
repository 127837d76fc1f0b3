package io.jenkins.plugins.artifactscopes.transfer;

import java.io.IOException;

/** Somebody has begun more pushes than may be under way at one time. */
public final class TooManyPushes extends IOException {
    private static final long serialVersionUID = 1;

    TooManyPushes(String message) {
        super(message);
    }
}
