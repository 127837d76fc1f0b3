package io.jenkins.plugins.artifactscopes.jenkins.steps;

import hudson.FilePath;
import hudson.model.TaskListener;
import io.jenkins.plugins.artifactscopes.jenkins.agent.Outcome;
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
        return Outcome.of(this::work);
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
