package io.jenkins.plugins.artifactscopes.store.disk;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Syncs a file time and again while it is being written, so that the disk works beside the processors, and little is left for the sync that
 * counts. By itself a system with much memory begins to write gigabytes late.
 */
final class Writeback implements Closeable {
    /** Bytes between two syncs, of which only one runs at a time. */
    private static final int STEP = 32 << 20;

    private final FileChannel channel;
    private final Durability durability;
    private final Executor executor;
    private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
    private long waiting;

    /** @param channel open until this is closed */
    Writeback(FileChannel channel, Durability durability, Executor executor) {
        this.channel = channel;
        this.durability = durability;
        this.executor = executor;
    }

    /** So many bytes more were written. */
    void wrote(int bytes) throws IOException {
        waiting += bytes;
        if (waiting >= STEP && running.isDone()) {
            finish();
            waiting = 0;
            running = CompletableFuture.runAsync(this::sync, executor);
        }
    }

    private void sync() {
        try {
            durability.sync(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the sync that runs. The system tells a failed write but once, so this does not let it pass. */
    void finish() throws IOException {
        try {
            running.join();
        } catch (CompletionException e) {
            throw new IOException("What was written could not be synced to disk: " + e.getMessage(), e);
        }
    }

    /** Only waits: what failed does not matter any more to whoever gave up before {@link #finish}. */
    @Override
    public void close() {
        running.handle((done, failure) -> true).join();
    }
}
