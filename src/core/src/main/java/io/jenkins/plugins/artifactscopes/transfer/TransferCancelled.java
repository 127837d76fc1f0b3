package io.jenkins.plugins.artifactscopes.transfer;

import java.io.InterruptedIOException;

/** A transfer ended because it was told to. */
public final class TransferCancelled extends InterruptedIOException {
    private static final long serialVersionUID = 1;

    TransferCancelled() {
        super("The transfer was cancelled.");
    }
}
