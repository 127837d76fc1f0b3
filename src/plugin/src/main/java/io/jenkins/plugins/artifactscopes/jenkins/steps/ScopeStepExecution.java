package io.jenkins.plugins.artifactscopes.jenkins.steps;

import hudson.FilePath;
import hudson.model.TaskListener;
import io.jenkins.plugins.artifactscopes.jenkins.agent.Outcome;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.jspecify.annotations.Nullable;

/**
 * Runs a step off the Pipeline's own thread. Aborting interrupts it, which ends a transfer and leaves nothing behind; what the script does next
 * begins when that is done, or too slow. When the controller goes down meanwhile, the step fails when it is back, and a {@code retry} can run it again.
 *
 * @param <T> what the script is given
 */
abstract class ScopeStepExecution<T> extends SynchronousNonBlockingStepExecution<T> {
    private static final long serialVersionUID = 1;
    private static final Logger LOGGER = Logger.getLogger(ScopeStepExecution.class.getName());

    /** How long a transfer that is aborted may take to clean up before the script goes on without waiting. */
    private static final long CLEANING_MILLIS = 800;

    private transient @Nullable Thread worker;
    private transient @Nullable Throwable stopped;

    ScopeStepExecution(StepContext context) {
        super(context);
    }

    @Override
    protected final T run() throws Exception {
        begin();
        T result = null;
        Exception failure = null;
        try {
            result = Outcome.of(this::work);
        } catch (Exception e) {
            failure = e;
        }
        Throwable cause = end();
        if (cause != null) {
            // The log shows all that is told here. That the work was interrupted is what the cause says.
            if (failure != null && !(failure instanceof InterruptedException)) {
                cause.addSuppressed(failure);
            }
            throw cause instanceof Exception known ? known : new IllegalStateException(cause);
        }
        if (failure != null) {
            throw failure;
        }
        return result;
    }

    private synchronized void begin() {
        worker = Thread.currentThread();
    }

    /** What the step was stopped for. */
    private synchronized @Nullable Throwable end() {
        worker = null;
        return stopped;
    }

    /** Interrupts what is at work; its own thread then ends the step, when it has cleaned up. */
    @Override
    public void stop(Throwable cause) throws Exception {
        if (interrupt(cause)) {
            Timer.get().schedule(() -> stopAnyway(cause), CLEANING_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            super.stop(cause);
        }
    }

    /** False when nothing is at work, or it was interrupted before. */
    private synchronized boolean interrupt(Throwable cause) {
        if (worker == null || stopped != null) {
            stopped = null;
            return false;
        }
        stopped = cause;
        worker.interrupt();
        return true;
    }

    private void stopAnyway(Throwable cause) {
        if (!giveUp()) {
            return;
        }
        try {
            super.stop(cause);
        } catch (Exception e) {
            LOGGER.log(Level.WARNING, "A step could not be stopped", e);
        }
    }

    /** Whether it is still at work after an interrupt; nobody waits for its end any more then. */
    private synchronized boolean giveUp() {
        if (worker == null || stopped == null) {
            return false;
        }
        stopped = null;
        return true;
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
