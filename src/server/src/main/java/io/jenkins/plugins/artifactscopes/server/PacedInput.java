package io.jenkins.plugins.artifactscopes.server;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * A request's body that may not trickle in for ever. Only the time that the server waited for the client counts, so that neither a
 * busy server nor a small body is taken for a slow client.
 */
final class PacedInput extends ServletInputStream {
    private static final double NANOS = 1e9;

    private final ServletInputStream in;
    private final Limits limits;
    private final LongSupplier nanoTime;
    private long waitedNanos;
    private long bytes;

    PacedInput(ServletInputStream in, Limits limits, LongSupplier nanoTime) {
        this.in = in;
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    @Override
    public int read() throws IOException {
        long start = nanoTime.getAsLong();
        int one = in.read();
        arrived(one < 0 ? 0 : 1, start);
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        long start = nanoTime.getAsLong();
        int count = in.read(buffer, offset, length);
        arrived(Math.max(0, count), start);
        return count;
    }

    private void arrived(int count, long start) throws IOException {
        waitedNanos += nanoTime.getAsLong() - start;
        bytes += count;
        boolean longEnough = waitedNanos > limits.silence().toNanos();
        if (longEnough && bytes < waitedNanos / NANOS * limits.bytesPerSecond()) {
            throw new IOException(
                    "The body came in too slowly",
                    new TimeoutException(bytes + " bytes in " + waitedNanos / NANOS + " s of waiting"));
        }
    }

    @Override
    public boolean isFinished() {
        return in.isFinished();
    }

    @Override
    public boolean isReady() {
        return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        in.setReadListener(listener);
    }
}
