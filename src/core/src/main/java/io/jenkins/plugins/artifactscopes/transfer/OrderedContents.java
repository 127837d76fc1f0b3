package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.store.SmallContent;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Hands entries over in their order while their small contents are made ready on other threads. Memory: a window of
 * {@value #WINDOW_BYTES} bytes and two batches.
 */
final class OrderedContents {
    private static final int BATCH_FILES = 64;
    private static final int BATCH_BYTES = 1 << 19;
    private static final int WINDOW_BYTES = 4 << 20;

    private final Workers workers;
    private final Sink sink;
    private final Deque<Pending> window = new ArrayDeque<>();
    private Batch batch = new Batch();
    private long windowBytes;

    OrderedContents(Workers workers, Sink sink) {
        this.workers = workers;
        this.sink = sink;
    }

    /** @param content makes a small content on another thread; null for what has none */
    void add(PlanEntry entry, @Nullable Callable<SmallContent> content) throws IOException {
        batch.entries.add(entry);
        batch.work.add(content);
        batch.bytes += entry.size();
        if (batch.entries.size() == BATCH_FILES || batch.bytes >= BATCH_BYTES) {
            submit();
        }
    }

    private void submit() throws IOException {
        Batch full = batch;
        batch = new Batch();
        window.add(new Pending(full, workers.submit(full::ready)));
        windowBytes += full.bytes;
        while (windowBytes > WINDOW_BYTES || window.size() > WINDOW_BYTES / BATCH_BYTES) {
            handOver();
        }
    }

    /** Hands over all that was added. */
    void drain() throws IOException {
        if (!batch.entries.isEmpty()) {
            submit();
        }
        while (!window.isEmpty()) {
            handOver();
        }
    }

    boolean isEmpty() {
        return window.isEmpty() && batch.entries.isEmpty();
    }

    private void handOver() throws IOException {
        Pending first = window.remove();
        windowBytes -= first.batch.bytes;
        List<@Nullable SmallContent> contents = Workers.await(first.ready);
        for (int i = 0; i < contents.size(); i++) {
            sink.take(first.batch.entries.get(i), contents.get(i));
        }
        if (first.batch.failure != null) {
            throw first.batch.failure;
        }
    }

    private record Pending(Batch batch, Future<List<@Nullable SmallContent>> ready) {}

    private static final class Batch {
        final List<PlanEntry> entries = new ArrayList<>(BATCH_FILES);
        final List<@Nullable Callable<SmallContent>> work = new ArrayList<>(BATCH_FILES);
        int bytes;
        volatile @Nullable IOException failure;

        /** The contents up to the first that failed, so that what came before it is not lost. */
        List<@Nullable SmallContent> ready() throws Exception {
            List<@Nullable SmallContent> contents = new ArrayList<>(work.size());
            for (Callable<SmallContent> one : work) {
                try {
                    contents.add(one == null ? null : one.call());
                } catch (IOException e) {
                    failure = e;
                    return contents;
                }
            }
            return contents;
        }
    }

    /** Takes the entries, one thread, in order. */
    @FunctionalInterface
    interface Sink {
        void take(PlanEntry entry, @Nullable SmallContent content) throws IOException;
    }
}
