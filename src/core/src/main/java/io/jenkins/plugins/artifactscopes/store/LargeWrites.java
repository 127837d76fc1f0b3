package io.jenkins.plugins.artifactscopes.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes contents that are too large to stay in the caches of a processor. */
public final class LargeWrites {
    /**
     * Bytes that are written at once. Linux keeps a file in memory in parts as large as the writes; up to 32 KiB it takes them from what each processor
     * has just let go of, beyond that it looks for memory as large in one piece. In a virtual machine that was long free, and so given back to the
     * host, which returns it slowly, page by page.
     */
    private static final int PART = 1 << 15;

    private LargeWrites() {}

    /** Writes all that remains. */
    public static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        while (bytes.position() < end) {
            bytes.limit(Math.min(end, bytes.position() + PART));
            channel.write(bytes);
        }
    }
}
