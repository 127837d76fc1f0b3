package io.jenkins.plugins.artifactscopes.store.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.Executor;

/**
 * Syncs a file time and again while it is being written, so that the disk works beside the processors, and little is left for the sync that
 * counts. By itself a system with much memory begins to write gigabytes late.
 */
final class Writeback implements Closeable {
    private final FileChannel channel;
    private final Durability durability;
    private final BackgroundSync sync;
    private long waiting;

    /** @param channel open until this is closed */
    Writeback(FileChannel channel, Durability durability, Executor executor) {
        this.channel = channel;
        this.durability = durability;
        this.sync = new BackgroundSync(executor);
    }

    /** So many bytes more were written. */
    void wrote(int bytes) throws IOException {
        waiting += bytes;
        if (waiting >= BackgroundSync.STEP && sync.isIdle()) {
            waiting = 0;
            sync.begin(() -> durability.sync(channel));
        }
    }

    /** Waits for the sync that runs. */
    void finish() throws IOException {
        sync.finish();
    }

    @Override
    public void close() {
        sync.close();
    }
}
