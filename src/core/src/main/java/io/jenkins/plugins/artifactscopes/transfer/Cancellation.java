package io.jenkins.plugins.artifactscopes.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether one transfer is to end, and what has to be cut so that it does. */
final class Cancellation {
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final Deque<Closeable> leftovers = new ArrayDeque<>();
    private Runnable wire = () -> {};

    void check() throws TransferCancelled {
        if (isCancelled()) {
            throw new TransferCancelled();
        }
    }

    boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    /** What blocks, and how to end that. */
    void cutBy(Runnable cut) throws TransferCancelled {
        synchronized (this) {
            wire = cut;
        }
        check();
    }

    /** What is on disk as long as the transfer lasts. */
    synchronized <T extends Closeable> T keep(T leftover) {
        leftovers.push(leftover);
        return leftover;
    }

    /** Clears what is on disk although the transfer has not ended; the failure to do so goes with {@code cause}. */
    synchronized void clear(TransferCancelled cause) {
        for (Closeable leftover : leftovers) {
            try {
                leftover.close();
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
        }
    }

    /** From any thread. */
    void cancel() {
        cancelled.countDown();
        Runnable cut;
        synchronized (this) {
            cut = wire;
        }
        // Closing may itself wait for a reader that is blocked: never let that hold up whoever cancels.
        Thread cutter = new Thread(cut, "artifact-transfer-cut");
        cutter.setDaemon(true);
        cutter.start();
    }

    /** Waits, but not beyond a cancellation. */
    void sleep(long millis) throws TransferCancelled {
        try {
            if (cancelled.await(millis, TimeUnit.MILLISECONDS)) {
                throw new TransferCancelled();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransferCancelled();
        }
    }
}
