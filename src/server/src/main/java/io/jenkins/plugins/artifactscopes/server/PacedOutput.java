package io.jenkins.plugins.artifactscopes.server;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import org.eclipse.jetty.ee9.nested.HttpOutput;

/** An answer whose reader has to keep a pace: one who takes next to nothing, but never stops, would hold a thread for ever. */
final class PacedOutput extends ServletOutputStream {
    /** Bytes that are written before the pace is looked at. */
    private static final int PART = 64 << 10;

    private final ServletOutputStream out;
    private final Limits limits;
    private final LongSupplier nanoTime;
    private long waited;
    private long bytes;

    /** @param nanoTime as {@link System#nanoTime} */
    PacedOutput(ServletOutputStream out, Limits limits, LongSupplier nanoTime) {
        this.out = out;
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /** The reader has not kept the pace; the answer is broken off. */
    static final class TooSlow extends IOException {
        private static final long serialVersionUID = 1;

        TooSlow(int bytesPerSecond) {
            super("The answer was read with less than " + bytesPerSecond + " bytes a second.");
        }
    }

    @FunctionalInterface
    private interface Part {
        void write() throws IOException;
    }

    private void write(Part part, int length) throws IOException {
        long from = nanoTime.getAsLong();
        part.write();
        waited += nanoTime.getAsLong() - from;
        bytes += length;
        if (waited > limits.silence().toNanos() && bytes < waited / 1e9 * limits.bytesPerSecond()) {
            throw new TooSlow(limits.bytesPerSecond());
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(() -> out.write(b), 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        for (int done = 0; done < length; done += PART) {
            int from = offset + done;
            int count = Math.min(PART, length - done);
            write(() -> out.write(buffer, from, count), count);
        }
    }

    /** Whether bytes can be written from where they are. */
    boolean takesBuffers() {
        return out instanceof HttpOutput;
    }

    /** Writes all that is left in the buffer, without copying it; only where {@link #takesBuffers} says so. */
    void write(ByteBuffer buffer) throws IOException {
        HttpOutput output = (HttpOutput) out;
        for (int at = buffer.position(); at < buffer.limit(); at += PART) {
            int count = Math.min(PART, buffer.limit() - at);
            ByteBuffer part = buffer.slice(at, count);
            write(() -> output.write(part), count);
        }
    }

    @Override
    public void flush() throws IOException {
        write(out::flush, 0);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    @Override
    public boolean isReady() {
        return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        out.setWriteListener(listener);
    }
}
