package io.jenkins.plugins.artifactscopes.transfer;

import java.io.IOException;

/** What was agreed on for a push is not there any more, or does not hold any more: it has to be opened anew, which keeps what has arrived. */
public final class PushUnknown extends IOException {
    private static final long serialVersionUID = 1;

    PushUnknown(String message) {
        super(message);
    }
}
