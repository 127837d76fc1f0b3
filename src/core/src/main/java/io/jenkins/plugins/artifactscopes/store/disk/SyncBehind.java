package io.jenkins.plugins.artifactscopes.store.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Syncs files that are complete while others arrive, so that the disk works beside the processors, and little is left for the sync at
 * the end. {@link Writeback} does the same within a file.
 */
final class SyncBehind implements Closeable {
    /** Files that wait to be synced, at most. */
    private static final int MAX_FILES = 1000;

    private final Durability durability;
    private final BackgroundSync sync;
    private final List<Path> waiting = new ArrayList<>();
    private long waitingBytes;

    SyncBehind(Durability durability, Executor executor) {
        this.durability = durability;
        this.sync = new BackgroundSync(executor);
    }

    /** A file is complete. It is durable when {@link #finish} returns, or before. */
    void completed(Path file, long bytes) throws IOException {
        waiting.add(file);
        waitingBytes += bytes;
        if (waiting.size() >= MAX_FILES) {
            finish();
        } else if (waitingBytes >= BackgroundSync.STEP && sync.isIdle()) {
            List<Path> files = taken();
            sync.begin(() -> sync(files));
        }
    }

    /** Makes everything so far durable. */
    void finish() throws IOException {
        sync.finish();
        sync(taken());
    }

    private List<Path> taken() {
        List<Path> files = List.copyOf(waiting);
        waiting.clear();
        waitingBytes = 0;
        return files;
    }

    private void sync(List<Path> files) throws IOException {
        for (Path file : files) {
            durability.syncFile(file);
        }
    }

    /** Waits for the sync that runs. Whoever goes on later could not learn that it failed. */
    boolean failed() {
        return sync.failed();
    }

    @Override
    public void close() {
        sync.close();
    }
}
