package io.jenkins.plugins.artifactscopes.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The lines of a file, the last first. Keeps a block and the line that reaches into it in memory. */
final class BackwardLines implements Closeable {
    private static final int BLOCK = 1 << 16;

    private final FileChannel channel;
    /** Where {@link #block} begins in the file. */
    private long start;

    private byte[] block = new byte[0];
    /** What of the block is not given yet. */
    private int end;

    BackwardLines(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        start = channel.size();
    }

    /** The line before the last that was given, without its end; null at the beginning of the file. Empty lines are passed over. */
    @Nullable
    String previous() throws IOException {
        while (true) {
            int newline = lastNewline();
            if (newline < 0 && start > 0) {
                readMore();
                continue;
            }
            String line = new String(block, newline + 1, end - newline - 1, StandardCharsets.UTF_8);
            end = Math.max(newline, 0);
            if (!line.isEmpty()) {
                return line;
            }
            if (newline < 0) {
                return null;
            }
        }
    }

    private int lastNewline() {
        int at = end - 1;
        while (at >= 0 && block[at] != '\n') {
            at--;
        }
        return at;
    }

    private void readMore() throws IOException {
        int more = (int) Math.min(start, BLOCK);
        ByteBuffer larger = ByteBuffer.allocate(more + end);
        larger.limit(more);
        long at = start - more;
        while (larger.hasRemaining()) {
            if (channel.read(larger, at + larger.position()) < 0) {
                throw new IOException("The file became shorter while it was read.");
            }
        }
        larger.limit(more + end);
        larger.put(block, 0, end);
        start = at;
        block = larger.array();
        end = block.length;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
