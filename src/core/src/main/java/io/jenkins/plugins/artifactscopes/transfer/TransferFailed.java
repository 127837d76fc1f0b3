package io.jenkins.plugins.artifactscopes.transfer;

import java.io.IOException;

/** A transfer that cannot go on and is not tried again; the message says what was asked, what was found and what to do. */
public class TransferFailed extends IOException {
    private static final long serialVersionUID = 1;

    TransferFailed(String message) {
        super(message);
    }

    TransferFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
