package io.jenkins.plugins.artifactscopes.store.disk;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Syncs beside whoever writes, one thing at a time. The system tells a failed write but once, so a failure stays one. */
final class BackgroundSync implements Closeable {
    /** Bytes that are worth a sync of their own. */
    static final int STEP = 32 << 20;

    private final Executor executor;
    private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

    BackgroundSync(Executor executor) {
        this.executor = executor;
    }

    /** What is to be done. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    boolean isIdle() {
        return running.isDone();
    }

    /** To be called when it is idle. */
    void begin(Work work) throws IOException {
        finish();
        running = CompletableFuture.runAsync(() -> unchecked(work), executor);
    }

    private static void unchecked(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits for what runs.
     *
     * @throws IOException when that failed, or what ran before
     */
    void finish() throws IOException {
        try {
            running.join();
        } catch (CompletionException e) {
            throw new IOException("What was written could not be synced to disk: " + e.getMessage(), e);
        }
    }

    /** Waits for what runs, and tells whether that failed, or what ran before. */
    boolean failed() {
        return running.handle((done, failure) -> failure != null).join();
    }

    /** Only waits: what failed does not matter any more to whoever gave up before {@link #finish}. */
    @Override
    public void close() {
        failed();
    }
}
