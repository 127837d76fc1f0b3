package io.jenkins.plugins.artifactscopes.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/**
 * Computes a SHA-256 on another thread, while its user reads and writes: {@link #buffer} gives an empty buffer, {@link #add} takes it
 * back full. Its user may go on reading from a buffer until it asks for the next one. Holds 2 MiB, in parts small enough for the caches of a processor.
 */
public final class BackgroundDigest implements Closeable {
    /** Bytes of one buffer. */
    public static final int BUFFER = 1 << 17;

    private static final int BUFFERS = 16;

    private final BlockingQueue<Filled> filled = new ArrayBlockingQueue<>(BUFFERS + 1);
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(BUFFERS);
    private final CompletableFuture<Digest> result;
    private int made;
    private boolean ended;

    private record Filled(byte[] buffer, int length) {}

    /** @param executor runs one task, from now until {@link #finish} or {@link #close} */
    public BackgroundDigest(Executor executor) {
        this(executor, Digest.sha256());
    }

    /** @param begun what comes before all that is added was given to it already; nobody else uses it any more */
    public BackgroundDigest(Executor executor, MessageDigest begun) {
        result = CompletableFuture.supplyAsync(() -> compute(begun), executor);
    }

    private Digest compute(MessageDigest sha) {
        try {
            for (Filled next = filled.take(); next.length() >= 0; next = filled.take()) {
                sha.update(next.buffer(), 0, next.length());
                free.put(next.buffer());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The computation of a digest was interrupted", e);
        }
        return Digest.of(sha);
    }

    /** A buffer to fill, of {@link #BUFFER} bytes. */
    public byte[] buffer() throws IOException {
        byte[] buffer = free.poll();
        if (buffer == null && made < BUFFERS) {
            made++;
            return new byte[BUFFER];
        }
        try {
            return buffer == null ? free.take() : buffer;
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Adds the first {@code length} bytes of {@code buffer}, which came from {@link #buffer}. */
    public void add(byte[] buffer, int length) throws IOException {
        try {
            filled.put(new Filled(buffer, length));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** The digest of all that was added. */
    public Digest finish() throws IOException {
        close();
        try {
            return result.get();
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            throw new IOException("A digest could not be computed", e.getCause());
        }
    }

    /** Ends the computation. */
    @Override
    public void close() throws IOException {
        if (!ended) {
            ended = true;
            add(new byte[0], -1);
        }
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("The transfer was interrupted");
    }
}
