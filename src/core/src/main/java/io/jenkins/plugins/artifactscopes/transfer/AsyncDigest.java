package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.store.Digest;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Computes a SHA-256 on another thread than the one that reads and writes. The caller alternates between two buffers. */
final class AsyncDigest {
    private final MessageDigest sha = Digest.sha256();
    private final Workers workers;
    private @Nullable Future<?> running;

    AsyncDigest(Workers workers) {
        this.workers = workers;
    }

    /** Takes the bytes; the buffer given in the call before this one is free again when this returns. */
    void update(byte[] buffer, int length) throws IOException {
        settle();
        running = workers.submit(() -> {
            sha.update(buffer, 0, length);
            return sha;
        });
    }

    /** Waits until every byte is in. */
    void settle() throws IOException {
        if (running != null) {
            Workers.await(running);
            running = null;
        }
    }

    Digest digest() throws IOException {
        settle();
        return Digest.of(sha);
    }
}
