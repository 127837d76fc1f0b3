package io.jenkins.plugins.artifactscopes.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.ConcurrentLinkedDeque;

/** The large files of a pull. While the last bytes of one are digested and written, the next one comes in. */
final class LargeFiles implements Closeable {
    /** Files that are not finished; each has an open file. */
    private static final int WINDOW = 4;

    private final Staging staging;
    private final Workers workers;
    private final LargeBuffers buffers;
    /** A cancellation looks at it from a thread of its own. */
    private final Deque<LargeFile> open = new ConcurrentLinkedDeque<>();

    LargeFiles(Staging staging, Workers workers, Cancellation cancellation) {
        this.staging = staging;
        this.workers = workers;
        this.buffers = new LargeBuffers(cancellation);
    }

    /** Begins one; the one before has ended. */
    LargeFile begin(PlanEntry entry) throws IOException {
        while (!open.isEmpty()
                && (open.size() >= WINDOW || open.element().done().isDone())) {
            finishFirst();
        }
        LargeFile file = new LargeFile(entry, staging, buffers, workers);
        open.add(file);
        return file;
    }

    /** Waits until all that ended are verified and written. */
    void drain() throws IOException {
        while (!open.isEmpty()) {
            finishFirst();
        }
    }

    private void finishFirst() throws IOException {
        Workers.await(open.element().done());
        open.remove();
    }

    /** Lets the threads end. */
    void abandon() {
        for (LargeFile file : open) {
            file.abandon();
        }
    }

    /** Closes what is open, after the threads ended. */
    @Override
    public void close() throws IOException {
        for (Iterator<LargeFile> files = open.iterator(); files.hasNext(); files.remove()) {
            files.next().close();
        }
    }
}
