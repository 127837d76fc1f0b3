package io.jenkins.plugins.artifactscopes.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Whether one transfer is to end, and what has to be cut so that it does. */
final class Cancellation {
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final Deque<Closeable> leftovers = new ArrayDeque<>();
    private final AtomicLong writingSince = new AtomicLong();
    private volatile long mostNanos;
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
        cut();
    }

    private void cut() {
        Runnable cut;
        synchronized (this) {
            cut = wire;
        }
        // Closing may itself wait for a reader that is blocked: never let that hold up whoever cancels.
        Thread cutter = new Thread(cut, "artifact-transfer-cut");
        cutter.setDaemon(true);
        cutter.start();
    }

    /** What is written to the wire; {@link #cutStalled} cuts it when a write takes longer than {@code longest}. */
    OutputStream watched(OutputStream out, Duration longest) {
        mostNanos = longest.toNanos();
        return new WatchedOutput(out, writingSince);
    }

    /** Cuts the wire when nobody takes what is written: a socket's own timeouts are for reads alone. */
    void cutStalled() {
        long since = writingSince.get();
        if (since != 0 && System.nanoTime() - since > mostNanos && writingSince.compareAndSet(since, 0)) {
            cut();
        }
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
