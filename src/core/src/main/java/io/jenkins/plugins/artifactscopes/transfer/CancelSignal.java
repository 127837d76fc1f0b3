package io.jenkins.plugins.artifactscopes.transfer;

/** Tells the transfers that were given it to end soon. */
public final class CancelSignal {
    private volatile boolean cancelled;

    /** Ends the transfers within a second; more calls do nothing. */
    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }
}
