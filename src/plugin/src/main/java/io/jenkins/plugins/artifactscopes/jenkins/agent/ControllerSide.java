package io.jenkins.plugins.artifactscopes.jenkins.agent;

import java.io.IOException;
import java.io.OutputStream;

/**
 * What an agent can ask of the controller during one transfer, and nothing beyond: scope, name and terms are the controller's. Only types
 * that remoting lets pass.
 */
public interface ControllerSide {
    int MOST_STRIPES = 8;

    /**
     * Begins to take something; once it is written and closed, {@link #answer} tells what became of it.
     *
     * @param push as the answer to the plan named it; empty for the plan itself
     */
    OutputStream take(Part part, String push, long entries, long bytes) throws IOException;

    /** Waits for what was taken last. */
    byte[] answer() throws IOException;

    byte[] commit(String push) throws IOException;

    /** Sends what is pulled, striped over at most {@value #MOST_STRIPES} streams, and returns when all of it is written. */
    void pull(OutputStream[] to) throws IOException;

    /** What an agent sends. */
    enum Part {
        PLAN,
        DIGESTS,
        CONTENT
    }
}
