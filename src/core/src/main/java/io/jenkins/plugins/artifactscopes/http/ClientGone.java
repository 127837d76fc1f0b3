package io.jenkins.plugins.artifactscopes.http;

import java.io.IOException;

/** The connection to the client failed, or what it sends is not wanted any more: there is nobody to answer. */
public final class ClientGone extends IOException {
    private static final long serialVersionUID = 1;

    ClientGone(IOException cause) {
        super("The connection to the client failed", cause);
    }
}
