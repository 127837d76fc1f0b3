package io.jenkins.plugins.artifactscopes.transfer;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;

/** Verifies and writes the small files of a pull on other threads, in batches. */
final class SmallFiles {
    private static final int BATCH_FILES = 64;
    private static final int BATCH_BYTES = 1 << 19;
    private static final int WINDOW = 8;

    private final Staging staging;
    private final Workers workers;
    private final Cancellation cancellation;
    private final Deque<Future<?>> running = new ArrayDeque<>();
    private Batch batch = new Batch();

    SmallFiles(Staging staging, Workers workers, Cancellation cancellation) {
        this.staging = staging;
        this.workers = workers;
        this.cancellation = cancellation;
    }

    /** Adds a file whose content {@code source} puts into a buffer, at once or on the thread that writes. */
    void add(PlanEntry entry, Content content) throws IOException {
        batch.entries.add(entry);
        batch.contents.add(content);
        batch.bytes += (int) entry.size();
        if (batch.entries.size() == BATCH_FILES || batch.bytes >= BATCH_BYTES) {
            submit();
        }
    }

    private void submit() throws IOException {
        Batch full = batch;
        batch = new Batch();
        if (running.size() == WINDOW) {
            Workers.await(running.remove());
        }
        running.add(workers.submit(() -> {
            full.write();
            return full;
        }));
    }

    /** Waits until all that was added is written. */
    void drain() throws IOException {
        if (!batch.entries.isEmpty()) {
            submit();
        }
        while (!running.isEmpty()) {
            Workers.await(running.remove());
        }
    }

    /** A content of at most {@link io.jenkins.plugins.artifactscopes.store.ScopePush#SMALL} bytes. */
    @FunctionalInterface
    interface Content {
        byte[] bytes() throws IOException;
    }

    private final class Batch {
        final List<PlanEntry> entries = new ArrayList<>(BATCH_FILES);
        final List<Content> contents = new ArrayList<>(BATCH_FILES);
        int bytes;

        void write() throws IOException {
            for (int i = 0; i < entries.size(); i++) {
                cancellation.check();
                staging.small(entries.get(i), contents.get(i).bytes(), 0);
            }
        }
    }
}
