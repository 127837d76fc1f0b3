package io.jenkins.plugins.artifactscopes.jenkins.agent;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Forgets what a part of a push has brought once that part has ended. Nobody waits for a slow disk: that end comes later. */
final class Settling {
    private static final Logger LOGGER = Logger.getLogger(Settling.class.getName());

    /** A step that is aborted ends within a second. */
    private static final Duration SOON = Duration.ofMillis(500);

    private static final Duration LATE = Duration.ofMinutes(1);

    private final Future<?> part;
    private final Forgetting forgetting;
    private final Executor later;

    /**
     * @param part which hears already that it is to end
     * @param later runs what takes longer
     */
    Settling(Future<?> part, Forgetting forgetting, Executor later) {
        this.part = part;
        this.forgetting = forgetting;
        this.later = later;
    }

    void begin() throws IOException {
        if (isOver(SOON)) {
            forgetting.run();
        } else {
            later.execute(this::goOn);
        }
    }

    private void goOn() {
        try {
            isOver(LATE);
            forgetting.run();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "What is left of a push goes with the next sweep", e);
        }
    }

    private boolean isOver(Duration longest) {
        try {
            part.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Whoever waits for the answer is told; here it only matters that it has ended.
            return part.isDone();
        }
        return part.isDone();
    }

    /** Forgets what has arrived. */
    @FunctionalInterface
    interface Forgetting {
        void run() throws IOException;
    }
}
