package io.jenkins.plugins.artifactscopes.transfer;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Tells since when a write has been under way. */
final class WatchedOutput extends FilterOutputStream {
    private final AtomicLong since;

    /** @param since the time as {@link System#nanoTime} tells it, never 0 during a write and 0 between two */
    WatchedOutput(OutputStream out, AtomicLong since) {
        super(out);
        this.since = since;
    }

    private void begin() {
        since.set(System.nanoTime() | 1);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        begin();
        try {
            out.write(bytes, offset, count);
        } finally {
            since.set(0);
        }
    }

    @Override
    public void flush() throws IOException {
        begin();
        try {
            out.flush();
        } finally {
            since.set(0);
        }
    }
}
