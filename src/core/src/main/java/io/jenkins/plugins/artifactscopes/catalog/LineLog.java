package io.jenkins.plugins.artifactscopes.catalog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.Lock;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * A file of lines that is the truth, and rows in an MVStore made from it, which are read from it again when they are lost or behind. A
 * line is durable before its rows are.
 */
final class LineLog {
    private static final String OFFSET = "offset";
    private static final int CHUNK = 1 << 16;

    private final Path file;
    private final Lock changing;
    private final MVMap<String, Long> state;

    /**
     * @param name of the row that tells how far the file has been read
     * @param changing held around every change, so that no half of one is written to disk
     * @param file made when it is missing
     */
    LineLog(MVStore store, String name, Lock changing, Path file) {
        this.file = file;
        this.changing = changing;
        state = store.openMap(
                name,
                new MVMap.Builder<String, Long>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(LongDataType.INSTANCE));
    }

    /** Makes rows of a line. */
    @FunctionalInterface
    interface Rows {
        void add(String line) throws IOException;
    }

    /**
     * Reads what the rows lack, and cuts off what a crash left of a line.
     *
     * @param clear forgets all rows: the file is not the one that they were read from
     */
    void catchUp(Runnable clear, Rows rows) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (offset() > channel.size()) {
                clear.run();
                state.clear();
            }
            long read = offset();
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
            while (read < channel.size()) {
                int count = channel.read(chunk.clear(), read);
                int end = lineEnd(chunk.array(), count);
                if (end == 0) {
                    break;
                }
                for (String line : new String(chunk.array(), 0, end, StandardCharsets.UTF_8).split("\n")) {
                    rows.add(line);
                }
                read += end;
                state.put(OFFSET, read);
            }
            channel.truncate(read);
        }
    }

    private long offset() {
        return state.getOrDefault(OFFSET, 0L);
    }

    private static int lineEnd(byte[] bytes, int count) {
        int end = count;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** @param line has no line end, and fewer than 60,000 bytes */
    void append(String line, Rows rows) throws IOException {
        changing.lock();
        try {
            write(line, rows);
        } finally {
            changing.unlock();
        }
    }

    private synchronized void write(String line, Rows rows) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(line + '\n');
        long at = offset();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(at);
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
            channel.force(false);
        }
        rows.add(line);
        state.put(OFFSET, at);
    }

    /** The file is no such log. */
    IOException damaged(String line, String whatFollows) {
        return new IOException(file + " is damaged: this line makes no sense: " + line + ". Delete the file, and "
                + whatFollows + ".");
    }
}
