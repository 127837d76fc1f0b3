package io.jenkins.plugins.artifactscopes.jenkins.cleanup;

import hudson.Extension;
import hudson.Functions;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.retention.SweepResult;
import io.jenkins.plugins.artifactscopes.transfer.Amount;
import java.io.IOException;
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
     */
    public static SweepResult run(TaskListener listener, BooleanSupplier stop) throws IOException {
        try {
            SweepResult result = sweep(listener, stop);
            RetentionMonitor.get()
                    .tell(result.failures().stream().map(RetentionWork::words).toList());
            return result;
        } catch (IOException | RuntimeException e) {
            RetentionMonitor.get().tell(List.of(String.valueOf(e.getMessage())));
            throw e;
        }
    }

    /** For people to read; names the scope. */
    public static String words(SweepResult.Failure failure) {
        return failure.scope() + ": " + failure.cause().getMessage();
    }

    private static SweepResult sweep(TaskListener listener, BooleanSupplier stop) throws IOException {
        List<SweepResult.Failure> undated;
        try {
            undated = ScopeService.get().redate(stop);
        } catch (IOException e) {
            // What is stored is swept by the dates that it has.
            sweep(listener, stop, List.of());
            throw e;
        }
        return sweep(listener, stop, undated);
    }

    private static SweepResult sweep(TaskListener listener, BooleanSupplier stop, List<SweepResult.Failure> undated)
            throws IOException {
        SweepResult result = ScopeService.get().sweep(stop).with(undated);
        listener.getLogger()
                .println("Deleted what has expired: "
                        + Amount.files(
                                result.removal().files(), result.removal().bytes())
                        + (result.complete() ? "" : "; stopped before the end"));
        for (SweepResult.Failure failure : result.failures()) {
            Functions.printStackTrace(
                    failure.cause(),
                    listener.error("Could not sweep " + failure.scope() + "; the next sweep tries again"));
        }
        return result;
    }
}
