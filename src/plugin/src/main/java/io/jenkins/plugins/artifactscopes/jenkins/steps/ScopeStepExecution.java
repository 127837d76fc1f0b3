package io.jenkins.plugins.artifactscopes.jenkins.steps;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.TaskListener;
import hudson.remoting.ChannelClosedException;
import hudson.remoting.RequestAbortedException;
import io.jenkins.plugins.artifactscopes.transfer.TransferCancelled;
import java.io.IOException;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;

/**
 * Runs a step off the Pipeline's own thread. Aborting interrupts it, which ends a transfer and leaves nothing behind; when the controller
 * goes down meanwhile, the step fails when it is back, and a {@code retry} can run it again.
 *
 * @param <T> what the script is given
 */
abstract class ScopeStepExecution<T> extends SynchronousNonBlockingStepExecution<T> {
    private static final long serialVersionUID = 1;

    ScopeStepExecution(StepContext context) {
        super(context);
    }

    @Override
    protected final T run() throws Exception {
        try {
            return work();
        } catch (TransferCancelled e) {
            InterruptedException interrupted = new InterruptedException("The transfer was cancelled");
            interrupted.initCause(e);
            throw interrupted;
        } catch (AbortException e) {
            throw e;
        } catch (RequestAbortedException | ChannelClosedException e) {
            throw failure(
                    "The agent was lost during the transfer; nothing of it is kept. Run the step again, for example with"
                            + " retry(count: 2, conditions: [agent()]).",
                    e);
        } catch (IOException | IllegalArgumentException e) {
            throw failure(String.valueOf(e.getMessage()), e);
        }
    }

    /** Its message is for the author of the Pipeline; the conditions of a retry look at its cause. */
    private static AbortException failure(String message, Exception cause) {
        AbortException failure = new AbortException(message);
        failure.initCause(cause);
        return failure;
    }

    abstract T work() throws IOException, InterruptedException;

    final void tell(String line) throws IOException, InterruptedException {
        console().getLogger().println(line);
    }

    final TaskListener console() throws IOException, InterruptedException {
        return Objects.requireNonNull(getContext().get(TaskListener.class));
    }

    final FilePath directory() throws IOException, InterruptedException {
        FilePath directory = Objects.requireNonNull(getContext().get(FilePath.class));
        directory.mkdirs();
        return directory;
    }
}
