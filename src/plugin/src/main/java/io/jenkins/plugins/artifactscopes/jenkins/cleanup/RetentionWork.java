package io.jenkins.plugins.artifactscopes.jenkins.cleanup;

import hudson.Extension;
import hudson.Functions;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.retention.SweepResult;
import io.jenkins.plugins.artifactscopes.transfer.Amount;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Deletes every hour what has expired, with a task log of its own. */
@Extension
public final class RetentionWork extends AsyncPeriodicWork {
    public RetentionWork() {
        super("Artifact scopes retention");
    }

    @Override
    public long getRecurrencePeriod() {
        return TimeUnit.HOURS.toMillis(1);
    }

    @Override
    protected void execute(TaskListener listener) throws IOException {
        SweepResult result = ScopeService.get().sweep(Thread.currentThread()::isInterrupted);
        listener.getLogger()
                .println("Deleted what has expired: "
                        + Amount.count(result.removal().files(), "file") + ", "
                        + Amount.bytes(result.removal().bytes())
                        + (result.complete() ? "" : "; stopped before the end"));
        for (SweepResult.Failure failure : result.failures()) {
            Functions.printStackTrace(
                    failure.cause(),
                    listener.error("Could not sweep " + failure.scope() + "; the next sweep tries again"));
        }
    }
}
