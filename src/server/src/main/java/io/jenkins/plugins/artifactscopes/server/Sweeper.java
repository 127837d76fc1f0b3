package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.engine.Engine;
import io.jenkins.plugins.artifactscopes.retention.Redating;
import io.jenkins.plugins.artifactscopes.retention.SweepResult;
import io.jenkins.plugins.artifactscopes.transfer.Amount;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Deletes what is due, time and again, and stops in the middle when it is told to. */
final class Sweeper implements Closeable {
    private static final Logger LOG = Logger.getLogger(Sweeper.class.getName());
    private static final long EVERY_MINUTES = 10;
    private static final long CLOSE_SECONDS = 5;

    private final ScheduledExecutorService executor =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "retention"));
    private final Engine engine;

    Sweeper(Engine engine) {
        this.engine = engine;
        executor.scheduleWithFixedDelay(this::sweep, 1, EVERY_MINUTES, TimeUnit.MINUTES);
    }

    /** Dates a project's artifacts anew, soon. */
    void redate(String project) {
        Redating redating = new Redating(engine.store(), engine.catalog());
        redating.changed(project);
        executor.execute(this::redate);
    }

    private void redate() {
        try {
            new Redating(engine.store(), engine.catalog()).resume(executor::isShutdown);
        } catch (IOException | RuntimeException e) {
            // What is not done is noted, and tried again before the next sweep.
            LOG.log(Level.SEVERE, "Artifacts could not be dated anew", e);
        }
    }

    private void sweep() {
        redate();
        try {
            SweepResult result = engine.sweep(executor::isShutdown);
            if (result.removal().files() > 0) {
                LOG.info(() ->
                        "Retention deleted " + Amount.count(result.removal().files(), "file") + ", "
                                + Amount.bytes(result.removal().freedBytes()) + " of space freed");
            }
            for (SweepResult.Failure failure : result.failures()) {
                LOG.log(Level.SEVERE, "Retention failed in " + failure.scope(), failure.cause());
            }
        } catch (IOException | RuntimeException e) {
            // The next sweep tries again; a task that throws would be the last.
            LOG.log(Level.SEVERE, "Retention failed", e);
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
