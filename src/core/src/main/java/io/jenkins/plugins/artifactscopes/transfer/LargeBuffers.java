package io.jenkins.plugins.artifactscopes.transfer;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The buffers of all large files of one pull: 8 MiB at most, enough for two files to be written at once, in parts small enough for the caches of a processor. One thread takes them, any
 * gives them back.
 */
final class LargeBuffers {
    /** Bytes of one buffer. */
    static final int SIZE = 1 << 17;

    private static final int MOST = 64;
    private static final long LOOK_MILLIS = 100;

    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(MOST);
    private final Cancellation cancellation;
    private int made;

    LargeBuffers(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    byte[] take() throws TransferCancelled {
        byte[] buffer = free.poll();
        if (buffer == null && made < MOST) {
            made++;
            return new byte[SIZE];
        }
        try {
            while (buffer == null) {
                cancellation.check();
                buffer = free.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
            return buffer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransferCancelled();
        }
    }

    void giveBack(byte[] buffer) {
        free.add(buffer);
    }
}
