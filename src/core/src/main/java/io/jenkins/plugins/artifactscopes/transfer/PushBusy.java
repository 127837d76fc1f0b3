package io.jenkins.plugins.artifactscopes.transfer;

import java.io.IOException;

/** Another request works on the same push at this moment; a later one may find it free. */
public final class PushBusy extends IOException {
    private static final long serialVersionUID = 1;

    PushBusy() {
        super("Another request works on this push. Try again in a moment.");
    }
}
