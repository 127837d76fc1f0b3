package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.engine.Engine;
import io.jenkins.plugins.artifactscopes.http.admin.AdminApi;
import io.jenkins.plugins.artifactscopes.retention.AppliedPolicies;
import io.jenkins.plugins.artifactscopes.retention.Redating;
import io.jenkins.plugins.artifactscopes.retention.SweepResult;
import io.jenkins.plugins.artifactscopes.transfer.Amount;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Deletes what is due, every hour and when it is asked to, and stops in the middle when it is told to. */
final class Sweeper implements AdminApi.Sweeping, Closeable {
    private static final Logger LOG = Logger.getLogger(Sweeper.class.getName());
    private static final long EVERY_MINUTES = 60;
    private static final long CLOSE_SECONDS = 5;

    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "retention"));
    private final Engine engine;
    private final Metrics metrics;
    private final AppliedPolicies policies;

    Sweeper(Engine engine, Metrics metrics, AppliedPolicies policies) {
        this.engine = engine;
        this.metrics = metrics;
        this.policies = policies;
        executor.scheduleWithFixedDelay(this::sweepByItself, 1, EVERY_MINUTES, TimeUnit.MINUTES);
    }

    /** Dates anew, soon, what policies concern that were changed while no server ran. */
    void redateChanged() throws IOException {
        if (policies.noteChanges()) {
            executor.execute(this::redateNow);
        }
    }

    /** Dates a project's artifacts anew, soon. */
    void redate(String project) {
        redating().changed(project);
        executor.execute(this::redateNow);
    }

    /** Dates all artifacts anew, soon. */
    void redateAll() {
        redating().allChanged();
        executor.execute(this::redateNow);
    }

    private Redating redating() {
        return new Redating(engine.store(), engine.catalog());
    }

    private void redateNow() {
        tell(redate());
    }

    private List<SweepResult.Failure> redate() {
        try {
            return policies.resume(executor::isShutdown).failures();
        } catch (IOException | RuntimeException e) {
            // What is not done is noted, and tried again before the next sweep.
            LOG.log(Level.SEVERE, "Artifacts could not be dated anew", e);
            return List.of();
        }
    }

    /** Sweeps in the one thread that does, so that never two are under way. */
    @Override
    public SweepResult sweep() throws IOException {
        try {
            return executor.submit(this::sweepNow).get();
        } catch (RejectedExecutionException e) {
            throw new IOException("The server is about to stop.", e);
        } catch (ExecutionException e) {
            throw new IOException("The sweep failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Waiting for the sweep was interrupted; it goes on.", e);
        }
    }

    private void sweepByItself() {
        try {
            sweepNow();
        } catch (IOException | RuntimeException e) {
            // The next sweep tries again; a task that throws would be the last.
            LOG.log(Level.SEVERE, "Retention failed", e);
        }
    }

    private SweepResult sweepNow() throws IOException {
        long began = System.nanoTime();
        List<SweepResult.Failure> undated = redate();
        try {
            SweepResult result = engine.sweep(executor::isShutdown).with(undated);
            metrics.swept(result.removal());
            tell(result);
            return result;
        } catch (IOException | RuntimeException e) {
            metrics.failed();
            throw e;
        } finally {
            metrics.sweepTook(System.nanoTime() - began);
        }
    }

    private static void tell(SweepResult result) {
        if (result.removal().files() > 0) {
            LOG.info(() -> "Retention deleted "
                    + Amount.files(result.removal().files(), result.removal().freedBytes()) + " of space freed");
        }
        tell(result.failures());
    }

    private static void tell(List<SweepResult.Failure> failures) {
        for (SweepResult.Failure failure : failures) {
            LOG.log(Level.SEVERE, "Retention failed in " + failure.scope(), failure.cause());
        }
    }

    @Override
    public void close() throws IOException {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warning("Retention is still at work while the server stops");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
