package io.jenkins.plugins.artifactscopes.transfer;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Counts what a push sends. */
final class PushMeter {
    private final Progress progress;
    private final long total;
    private long wireBytes;
    private long sentBytes;
    private PushPosition reached = new PushPosition(0, 0);

    PushMeter(Progress progress, long total) {
        this.progress = progress;
        this.total = total;
    }

    OutputStream wire(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(int one) throws IOException {
                out.write(one);
                wireBytes++;
            }

            @Override
            public void write(byte[] bytes, int offset, int count) throws IOException {
                out.write(bytes, offset, count);
                wireBytes += count;
            }
        };
    }

    void sent(long bytes) {
        sentBytes += bytes;
        progress.advanced(Math.min(sentBytes, total), total);
    }

    /** Whether this is further than ever before. */
    boolean advancedTo(PushPosition now) {
        boolean further = now.entries() > reached.entries()
                || (now.entries() == reached.entries() && now.bytes() > reached.bytes());
        if (further) {
            reached = now;
        }
        return further;
    }

    long wireBytes() {
        return wireBytes;
    }

    /** Content that went out, what went out again after a break included. */
    long sentBytes() {
        return sentBytes;
    }
}
