package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.store.SmallContent;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The contents of a push under way: packs the small ones into segments, and remembers what is not durable yet. */
final class StagedContents implements Closeable {
    /** Directories and links that came before the first small file, and go into its segment for the sake of whoever unzips it. */
    private static final int MAX_WAITING = 1000;

    private final DiskLayout layout;
    private final Numbers numbers;
    private final JournalWriter journal;
    private final Durability durability;
    private final SyncBehind unsynced;
    private final List<Waiting> waiting = new ArrayList<>();
    private @Nullable SegmentWriter segment;

    StagedContents(
            DiskLayout layout, Numbers numbers, JournalWriter journal, Durability durability, Executor executor) {
        this.layout = layout;
        this.numbers = numbers;
        this.journal = journal;
        this.durability = durability;
        this.unsynced = new SyncBehind(durability, executor);
    }

    /** Gives out the numbers of contents. */
    @FunctionalInterface
    interface Numbers {
        long next() throws IOException;
    }

    @FunctionalInterface
    private interface Waiting {
        void into(SegmentWriter segment) throws IOException;
    }

    Place small(String path, int mode, Instant modified, SmallContent content) throws IOException {
        return segment().file(path, mode, modified, content);
    }

    void directory(String path, int mode, Instant modified) throws IOException {
        note(to -> to.directory(path, mode, modified));
    }

    void link(String path, String target, Instant modified) throws IOException {
        note(to -> to.link(path, target, modified));
    }

    private void note(Waiting entry) throws IOException {
        if (segment != null) {
            entry.into(segment());
        } else if (waiting.size() < MAX_WAITING) {
            waiting.add(entry);
        }
    }

    private SegmentWriter segment() throws IOException {
        if (segment != null && segment.full()) {
            seal();
        }
        if (segment == null) {
            Files.createDirectories(layout.segments());
            long number = numbers.next();
            segment = new SegmentWriter(layout.segment(number), number);
            for (Waiting entry : waiting) {
                entry.into(segment);
            }
            waiting.clear();
        }
        return segment;
    }

    /** A large file is complete. It is synced in time. */
    void completed(Path file, long bytes) throws IOException {
        unsynced.completed(file, bytes);
    }

    /** A segment is complete. It is synced in time. */
    void sealed(Line.Sealed segment) throws IOException {
        unsynced.completed(layout.segment(segment.number()), segment.bytes());
    }

    /** Hands to the system what waits to be written. */
    void flush() throws IOException {
        if (segment != null) {
            segment.flush();
        }
    }

    /** Ends the segment that is being written. */
    void seal() throws IOException {
        SegmentWriter open = segment;
        if (open != null) {
            Line.Sealed sealed = open.seal();
            journal.add(sealed);
            segment = null;
            sealed(sealed);
        }
    }

    /** Makes everything so far durable. */
    void sync() throws IOException {
        unsynced.finish();
    }

    /** Whether something could not be synced. Waits for the sync that runs. */
    boolean diskFailed() {
        return unsynced.failed();
    }

    void syncDirectories() throws IOException {
        for (Path directory : List.of(layout.segments(), layout.files())) {
            if (Files.exists(directory)) {
                durability.syncDirectory(directory);
            }
        }
        durability.syncDirectory(layout.directory());
    }

    @Override
    public void close() throws IOException {
        unsynced.close();
        if (segment != null) {
            segment.close();
            segment = null;
        }
    }
}
