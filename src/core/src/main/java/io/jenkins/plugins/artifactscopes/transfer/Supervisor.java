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
     * @throws TransferCancelled after an interrupt, which is kept, or the signal
     */
    static <T> T run(CancelSignal signal, Cancellation cancellation, Work<T> work) throws IOException {
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
                    cancellation.cutStalled();
                }
            }
            throw end(task, cancellation);
        } catch (InterruptedException e) {
            TransferCancelled cancelled = end(task, cancellation);
            Thread.currentThread().interrupt();
            throw cancelled;
        } catch (ExecutionException e) {
            throw Workers.failure(e);
        }
    }

    private static TransferCancelled end(FutureTask<?> task, Cancellation cancellation) {
        TransferCancelled cancelled = new TransferCancelled();
        cancellation.cancel();
        try {
            task.get(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | InterruptedException e) {
            cancellation.clear(cancelled);
        } catch (ExecutionException e) {
            // What came of the cut; only of use to whoever looks into a failure to clean up.
            cancelled.addSuppressed(e);
        }
        return cancelled;
    }

    /** A transfer. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws Exception;
    }
}
