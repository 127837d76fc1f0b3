package io.jenkins.plugins.artifactscopes.jenkins.cleanup;

import hudson.Extension;
import hudson.Functions;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.retention.SweepResult;
import io.jenkins.plugins.artifactscopes.transfer.Amount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Deletes every hour what has expired, with a task log of its own; a failure is shown to administrators until a sweep goes well. */
@Extension
public final class RetentionWork extends AsyncPeriodicWork {
    /** A controller that is started again and again sweeps too. */
    private static final long FIRST_AFTER_MINUTES = 5;

    public RetentionWork() {
        super("Artifact scopes retention");
    }

    @Override
    public long getRecurrencePeriod() {
        return TimeUnit.HOURS.toMillis(1);
    }

    @Override
    public long getInitialDelay() {
        return TimeUnit.MINUTES.toMillis(FIRST_AFTER_MINUTES);
    }

    @Override
    protected void execute(TaskListener listener) throws IOException {
        run(listener, Thread.currentThread()::isInterrupted);
    }

    /**
     * Sweeps now.
     *
     * @param stop asked often; true ends the sweep early
     * @return what went wrong, for people to read; empty when it went well
     */
    public static List<String> run(TaskListener listener, BooleanSupplier stop) throws IOException {
        try {
            List<String> failures = sweep(listener, stop);
            RetentionMonitor.get().tell(failures);
            return failures;
        } catch (IOException | RuntimeException e) {
            RetentionMonitor.get().tell(List.of(String.valueOf(e.getMessage())));
            throw e;
        }
    }

    private static List<String> sweep(TaskListener listener, BooleanSupplier stop) throws IOException {
        List<SweepResult.Failure> undated = ScopeService.get().redate(stop);
        SweepResult result = ScopeService.get().sweep(stop).with(undated);
        listener.getLogger()
                .println("Deleted what has expired: "
                        + Amount.count(result.removal().files(), "file") + ", "
                        + Amount.bytes(result.removal().bytes())
                        + (result.complete() ? "" : "; stopped before the end"));
        List<String> failures = new ArrayList<>();
        for (SweepResult.Failure failure : result.failures()) {
            failures.add(failure.scope() + ": " + failure.cause().getMessage());
            Functions.printStackTrace(
                    failure.cause(),
                    listener.error("Could not sweep " + failure.scope() + "; the next sweep tries again"));
        }
        return failures;
    }
}
