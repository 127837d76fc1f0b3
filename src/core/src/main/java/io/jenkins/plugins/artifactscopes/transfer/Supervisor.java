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
     * @return what came of it, also where it could not be ended any more
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
            return end(task, cancellation);
        } catch (InterruptedException e) {
            try {
                return end(task, cancellation);
            } finally {
                Thread.currentThread().interrupt();
            }
        } catch (ExecutionException e) {
            throw Workers.failure(e);
        }
    }

    private static <T> T end(FutureTask<T> task, Cancellation cancellation) throws TransferCancelled {
        TransferCancelled cancelled = new TransferCancelled();
        cancellation.cancel();
        try {
            return task.get(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | InterruptedException e) {
            cancellation.clear(cancelled);
        } catch (ExecutionException e) {
            // What came of the cut; only of use to whoever looks into a failure to clean up.
            cancelled.addSuppressed(e);
        }
        throw cancelled;
    }

    /** A transfer. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws Exception;
    }
}
