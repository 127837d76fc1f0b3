package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.InvalidPathException;
import java.io.IOException;

/** What came in is not what this side can have been sent by an honest one: a broken plan, block or count. */
public class MalformedTransfer extends IOException {
    private static final long serialVersionUID = 1;

    MalformedTransfer(String message) {
        super(message);
    }

    /** A plan has a path that cannot be kept. */
    MalformedTransfer(InvalidPathException cause) {
        super(cause.getMessage(), cause);
    }
}
