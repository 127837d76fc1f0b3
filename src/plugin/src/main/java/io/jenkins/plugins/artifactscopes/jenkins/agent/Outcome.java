package io.jenkins.plugins.artifactscopes.jenkins.agent;

import hudson.AbortException;
import hudson.remoting.Channel;
import hudson.remoting.ChannelClosedException;
import hudson.remoting.RequestAbortedException;
import io.jenkins.plugins.artifactscopes.path.Printable;
import io.jenkins.plugins.artifactscopes.transfer.TransferCancelled;
import java.io.IOException;

/** Says what becomes of a transfer the way builds are told: an interruption, or a failure whose message is all that is shown. */
public final class Outcome {
    private Outcome() {}

    /**
     * @throws InterruptedException when the transfer was cancelled
     * @throws AbortException for every failure; its message is for the author of the build, the conditions of a retry look at its cause
     */
    public static <T> T of(Transfer<T> transfer) throws AbortException, InterruptedException {
        try {
            return transfer.run();
        } catch (TransferCancelled e) {
            InterruptedException interrupted = new InterruptedException("The transfer was cancelled");
            interrupted.initCause(e);
            throw interrupted;
        } catch (AbortException e) {
            throw e;
        } catch (RequestAbortedException | ChannelClosedException e) {
            // The conditions of a retry know a lost agent by this class alone, and an orderly disconnect has another.
            throw failure(
                    "The agent was lost during the transfer; nothing of it is kept. Run the step again, for example with"
                            + " retry(count: 2, conditions: [agent()]).",
                    new ChannelClosedException((Channel) null, e));
        } catch (IOException | IllegalArgumentException e) {
            throw failure(String.valueOf(e.getMessage()), e);
        }
    }

    private static AbortException failure(String message, Exception cause) {
        AbortException failure = new AbortException(Printable.of(message));
        failure.initCause(cause);
        return failure;
    }

    /** What is done. */
    @FunctionalInterface
    public interface Transfer<T> {
        T run() throws IOException, InterruptedException;
    }
}
