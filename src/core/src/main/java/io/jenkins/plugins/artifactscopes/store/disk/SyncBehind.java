package io.jenkins.plugins.artifactscopes.store.disk;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Syncs files that are complete while others arrive, so that the disk works beside the processors, and little is left for the sync at
 * the end. {@link Writeback} does the same within a file.
 */
final class SyncBehind implements Closeable {
    /** Bytes that are synced together, at least. */
    private static final long STEP = 32 << 20;

    /** Files that wait to be synced, at most. */
    private static final int MAX_FILES = 1000;

    private final Durability durability;
    private final Executor executor;
    private final List<Path> waiting = new ArrayList<>();
    private long waitingBytes;
    private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

    SyncBehind(Durability durability, Executor executor) {
        this.durability = durability;
        this.executor = executor;
    }

    /** A file is complete. It is durable when {@link #finish} returns, or before. */
    void completed(Path file, long bytes) throws IOException {
        waiting.add(file);
        waitingBytes += bytes;
        if (waiting.size() >= MAX_FILES) {
            finish();
        } else if (waitingBytes >= STEP && running.isDone()) {
            await();
            List<Path> files = taken();
            running = CompletableFuture.runAsync(() -> sync(files), executor);
        }
    }

    /** Makes everything so far durable. */
    void finish() throws IOException {
        await();
        for (Path file : taken()) {
            durability.syncFile(file);
        }
    }

    private List<Path> taken() {
        List<Path> files = List.copyOf(waiting);
        waiting.clear();
        waitingBytes = 0;
        return files;
    }

    private void sync(List<Path> files) {
        try {
            for (Path file : files) {
                durability.syncFile(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await() throws IOException {
        try {
            running.join();
        } catch (CompletionException e) {
            throw new IOException("What was written could not be synced to disk: " + e.getMessage(), e);
        }
    }

    /** Waits for the sync that runs. The system tells a failed write but once, so whoever goes on later could not learn of it. */
    boolean failed() {
        return running.handle((done, failure) -> failure != null).join();
    }

    @Override
    public void close() {
        failed();
    }
}
