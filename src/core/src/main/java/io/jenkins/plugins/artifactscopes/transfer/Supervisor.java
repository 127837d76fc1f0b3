package io.jenkins.plugins.artifactscopes.transfer;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a transfer on a thread of its own, so that the caller can be interrupted at any time: an interrupt that hit the thread that works
 * would not end a read from a socket, and would close the store's channels under everyone else.
 */
final class Supervisor {
    private static final long LOOK_MILLIS = 50;
    private static final long GRACE_MILLIS = 700;

    private Supervisor() {}

    /**
     * @param leftovers clears what the work has on disk; called when it does not end in time after a cancellation
     * @throws TransferCancelled after an interrupt, which is kept, or the signal
     */
    static <T> T run(CancelSignal signal, Cancellation cancellation, Work<T> work, Runnable leftovers)
            throws IOException {
        FutureTask<T> task = new FutureTask<>(work::run);
        Thread thread = new Thread(task, "artifact-transfer");
        thread.setDaemon(true);
        thread.start();
        try {
            while (!signal.isCancelled()) {
                try {
                    return task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    // Still at work: look at the signal again.
                    continue;
                }
            }
            end(task, cancellation, leftovers);
            throw new TransferCancelled();
        } catch (InterruptedException e) {
            end(task, cancellation, leftovers);
            Thread.currentThread().interrupt();
            throw new TransferCancelled();
        } catch (ExecutionException e) {
            throw Workers.failure(e);
        }
    }

    private static void end(FutureTask<?> task, Cancellation cancellation, Runnable leftovers) {
        cancellation.cancel();
        try {
            task.get(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | InterruptedException e) {
            leftovers.run();
        } catch (ExecutionException e) {
            // It ended, with this very cancellation or with what came of the cut: the caller is told of the
            // cancellation.
            return;
        }
    }

    /** A transfer. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws Exception;
    }
}
