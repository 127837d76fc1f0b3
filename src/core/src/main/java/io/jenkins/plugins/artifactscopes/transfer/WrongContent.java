package io.jenkins.plugins.artifactscopes.transfer;

import java.io.IOException;

/** A content arrived with another digest than it was sent with. */
public final class WrongContent extends IOException {
    private static final long serialVersionUID = 1;

    WrongContent(String message) {
        super(message);
    }
}
