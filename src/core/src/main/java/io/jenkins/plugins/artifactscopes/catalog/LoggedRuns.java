package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.catalog.KeyType.Field;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Lock;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * Numbers the runs of each project in the order in which they first push, and never gives a number twice. The log, one line a run with
 * project and run, is the truth; the rows in the MVStore are read from it again when they are lost or behind.
 */
public final class LoggedRuns implements Runs {
    private static final String OFFSET = "offset";
    private static final int CHUNK = 1 << 16;

    private final Path log;
    private final Lock changing;
    private final MVMap<Key, Long> numbers;
    private final MVMap<Key, String> workflows;
    private final MVMap<String, Long> latest;
    private final MVMap<String, Long> state;

    /**
     * @param log made when it is missing
     * @param changing held around every change, so that no half of one is written to disk
     */
    public LoggedRuns(MVStore store, Lock changing, Path log) throws IOException {
        this.log = log;
        this.changing = changing;
        numbers = store.openMap(
                "runs.numbers",
                new MVMap.Builder<Key, Long>()
                        .keyType(new KeyType(Field.TEXT, Field.TEXT))
                        .valueType(LongDataType.INSTANCE));
        workflows = store.openMap(
                "runs.workflows",
                new MVMap.Builder<Key, String>()
                        .keyType(new KeyType(Field.TEXT, Field.NUMBER))
                        .valueType(StringDataType.INSTANCE));
        latest = store.openMap(
                "runs.latest",
                new MVMap.Builder<String, Long>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(LongDataType.INSTANCE));
        state = store.openMap(
                "runs.state",
                new MVMap.Builder<String, Long>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(LongDataType.INSTANCE));
        catchUp();
    }

    /** Reads what the rows lack, and cuts off what a crash left of a line. */
    private void catchUp() throws IOException {
        try (FileChannel channel =
                FileChannel.open(log, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (offset() > channel.size()) {
                numbers.clear();
                workflows.clear();
                latest.clear();
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
                    add(line);
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

    private void add(String line) throws IOException {
        int tab = line.indexOf('\t');
        if (tab < 0) {
            throw new IOException(log + " is damaged: a line is no project and run: " + line
                    + ". Delete it, and runs are numbered anew.");
        }
        add(line.substring(0, tab), line.substring(tab + 1));
    }

    private void add(String project, String workflow) {
        long number = latest.getOrDefault(project, 0L) + 1;
        if (numbers.putIfAbsent(Key.of(project, workflow), number) == null) {
            workflows.put(Key.of(project, number), workflow);
            latest.put(project, number);
        }
    }

    /** Gives the run a number unless it has one. */
    public void push(String project, String workflow) throws IOException {
        if (numbers.containsKey(Key.of(project, workflow))) {
            return;
        }
        changing.lock();
        try {
            append(project, workflow);
        } finally {
            changing.unlock();
        }
    }

    private synchronized void append(String project, String workflow) throws IOException {
        if (numbers.containsKey(Key.of(project, workflow))) {
            return;
        }
        // Neither name can have a tab or a line end.
        ByteBuffer line = StandardCharsets.UTF_8.encode(project + '\t' + workflow + '\n');
        long at = offset();
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(at);
            while (line.hasRemaining()) {
                at += channel.write(line, at);
            }
            channel.force(false);
        }
        add(project, workflow);
        state.put(OFFSET, at);
    }

    @Override
    public OptionalLong number(String project, String workflow) {
        Long number = numbers.get(Key.of(project, workflow));
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    @Override
    public long latest(String project) {
        return latest.getOrDefault(project, 0L);
    }

    @Override
    public Optional<String> workflow(String project, long number) {
        return number < 1 ? Optional.empty() : Optional.ofNullable(workflows.get(Key.of(project, number)));
    }
}
