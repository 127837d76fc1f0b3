package io.jenkins.plugins.artifactscopes.store;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/**
 * A push on its way into a scope. Entries come in the order of {@link ArtifactPath}, each path once, nothing below a file or link.
 * For one thread at a time.
 */
public interface ScopePush extends Closeable {
    /** Bytes: contents up to this size are packed together, larger ones lie alone. {@code docs/PERFORMANCE.md} has the measurement. */
    int SMALL = 1 << 20;

    /** How many entries have arrived whole, those of an earlier attempt included: where to go on. */
    long arrived();

    /** How many bytes of the file that comes next have arrived in an earlier attempt: where to go on in it; 0 for small files. */
    long arrivedBytes() throws IOException;

    /** @throws PushRefused when it is out of order or below a file or link */
    void directory(ArtifactPath path, int mode, Instant modified) throws IOException;

    /** @throws PushRefused when it is out of order or below a file or link, or the target is empty or longer than 4,096 bytes */
    void link(ArtifactPath path, String target, Instant modified) throws IOException;

    /**
     * Takes a small content that is in memory. The caller has computed the digest and the CRC-32 from these very bytes, both are
     * stored as they are.
     *
     * @throws PushRefused as {@link #directory} does
     */
    void file(ArtifactPath path, int mode, Instant modified, SmallContent content) throws IOException;

    /**
     * Takes a content from a stream, which begins at {@link #arrivedBytes}. What had arrived before a failure is kept for the next
     * attempt.
     *
     * @param size of the whole file
     * @param check told the digest that was computed, before it counts as stored
     * @return the digest of the whole file, as stored
     * @throws PushRefused when the stream ends early or the digest is another; what had arrived of this file is then forgotten
     */
    Digest file(ArtifactPath path, int mode, Instant modified, long size, InputStream content, DigestCheck check)
            throws IOException;

    /**
     * Takes the content of a file that the store has, without any bytes being sent.
     *
     * @return false when that content is not there any more
     */
    boolean known(ArtifactPath path, int mode, Instant modified, long size, Digest digest, ScopeStore.Known known)
            throws IOException;

    /** Begins to hold what is pushed against what is there, so that what {@link #commit} would refuse as things stand is known before. */
    Names names(PushOptions.Overwrite overwrite);

    /**
     * Makes all of it visible, durably, in one step.
     *
     * @throws PushConflict when a name is taken; the push stays as it is and may be committed with another {@code overwrite}
     * @throws QuotaExceeded when it would exceed the quota
     */
    default PushReceipt commit(PushOptions options) throws IOException {
        return commit(options, () -> {});
    }

    /**
     * The same, unless it is not wanted any more.
     *
     * @param wanted asked when all is written, and nothing is to be seen yet; what it throws leaves the push as it is. Who asks
     *     for the receipt from then on waits until the commit has ended
     */
    PushReceipt commit(PushOptions options, Wanted wanted) throws IOException;

    /** Forgets the push and what has arrived. */
    void abort() throws IOException;

    /** Lets go of it; unless it was committed or aborted, what has arrived is kept for an hour, for the next attempt. */
    @Override
    void close() throws IOException;

    /** The names of a push, against those that are there. */
    interface Names {
        /**
         * Takes the entries in the order in which they are pushed.
         *
         * @throws PushConflict when the name is taken, and not to be replaced
         */
        void check(ArtifactPath path, Entry.Kind kind) throws IOException;

        /** How many files those that were checked replace. */
        long replacedFiles();

        /** How many bytes of content those that were checked replace. */
        long replacedBytes();
    }

    /** Knows whether a push is still to become visible. */
    @FunctionalInterface
    interface Wanted {
        /** @throws IOException when it is not */
        void require() throws IOException;
    }

    /** Told the digest that was computed from a stream; refuses a wrong one by {@link PushRefused}. */
    @FunctionalInterface
    interface DigestCheck {
        void check(Digest computed) throws IOException;
    }
}
