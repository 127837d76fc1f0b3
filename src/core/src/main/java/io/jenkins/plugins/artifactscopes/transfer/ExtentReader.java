package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.store.ScopeTree.Extent;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** Reads stored contents. Small ones lie back to back, so that one read of the disk serves many. For one thread. */
final class ExtentReader {
    private static final int WINDOW = 1 << 18;

    private final byte[] window = new byte[WINDOW];
    private @Nullable FileChannel channel;
    private long start;
    private int length;

    /** Reads {@code count} bytes of the extent from {@code from}. */
    void read(Extent extent, long from, byte[] into, int offset, int count) throws IOException {
        if (count == 0) {
            return;
        }
        long position = extent.offset() + from;
        if (count > WINDOW / 2) {
            readFully(extent.channel(), position, ByteBuffer.wrap(into, offset, count));
            return;
        }
        if (channel != extent.channel() || position < start || position + count > start + length) {
            load(extent.channel(), position);
        }
        if (position + count > start + length) {
            throw new EOFException("The stored content ends early");
        }
        System.arraycopy(window, (int) (position - start), into, offset, count);
    }

    private void load(FileChannel from, long position) throws IOException {
        channel = from;
        start = position;
        length = 0;
        ByteBuffer buffer = ByteBuffer.wrap(window);
        int count = from.read(buffer, position);
        while (count > 0 && buffer.hasRemaining()) {
            count = from.read(buffer, position + buffer.position());
        }
        length = buffer.position();
    }

    private static void readFully(FileChannel from, long position, ByteBuffer into) throws IOException {
        long at = position;
        while (into.hasRemaining()) {
            int count = from.read(into, at);
            if (count < 0) {
                throw new EOFException("The stored content ends early");
            }
            at += count;
        }
    }
}
