package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.LargeWrites;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A large file of a pull on its way into the staging directory: one thread receives it, a second one digests it, a third one writes it. It
 * outlives a broken connection.
 */
final class LargeFile {
    private static final Piece END = new Piece(new byte[0], 0);

    private final PlanEntry entry;
    private final Staging staging;
    private final Path path;
    private final LargeBuffers buffers;
    private final FileChannel channel;
    private final BlockingQueue<Piece> toDigest = new LinkedBlockingQueue<>();
    private final BlockingQueue<Piece> toWrite = new LinkedBlockingQueue<>();
    private final Future<Digest> digest;
    private final Future<LargeFile> done;
    private byte @Nullable [] buffer;
    private long position;
    private volatile @Nullable IOException failure;
    private volatile boolean abandoned;

    LargeFile(PlanEntry entry, Staging staging, LargeBuffers buffers, Workers workers) throws IOException {
        this.entry = entry;
        this.staging = staging;
        this.path = staging.file(entry);
        this.buffers = buffers;
        try {
            this.channel = staging.open(entry);
        } catch (IOException e) {
            throw LocalFailure.of("create", path, e);
        }
        // In this order: what waits for the digest never stands in its way.
        this.digest = workers.submit(this::digest);
        this.done = workers.submit(this::write);
    }

    long position() {
        return position;
    }

    long left() {
        return entry.size() - position;
    }

    /** A buffer to fill for {@link #add}; it waits as long as all of them are under way. */
    byte[] buffer() throws IOException {
        byte[] given = buffer;
        if (given == null) {
            given = buffers.take();
            buffer = given;
        }
        return given;
    }

    /** Adds the first {@code count} bytes of the buffer. */
    void add(int count) throws IOException {
        IOException failed = failure;
        if (failed != null) {
            throw failed;
        }
        Piece piece = new Piece(buffer(), count);
        buffer = null;
        toDigest.add(piece);
        toWrite.add(piece);
        position += count;
    }

    /** All was added. {@link #done} tells what becomes of it. */
    void end() {
        toDigest.add(END);
        toWrite.add(END);
    }

    /** Ends when the file is verified and has its mode and time, or with the reason why it is not. */
    Future<LargeFile> done() {
        return done;
    }

    /** It will not be finished: its threads end soon. */
    void abandon() {
        abandoned = true;
        end();
    }

    /** Only when its threads have ended, or never began. */
    void close() throws IOException {
        channel.close();
    }

    private Digest digest() {
        MessageDigest sha = Digest.sha256();
        for (Piece next = next(toDigest); next != END; next = next(toDigest)) {
            sha.update(next.buffer, 0, next.length);
            release(next);
        }
        return Digest.of(sha);
    }

    private LargeFile write() throws IOException {
        try (channel) {
            for (Piece next = next(toWrite); next != END; next = next(toWrite)) {
                write(next);
            }
        } catch (IOException e) {
            failure = LocalFailure.of("write", path, e);
        }
        IOException failed = failure;
        if (failed != null) {
            throw failed;
        }
        if (!abandoned) {
            finish();
        }
        return this;
    }

    private void write(Piece piece) {
        // After a failure the rest is let go of, so that whoever adds it does not wait for buffers.
        if (failure == null && !abandoned) {
            try {
                LargeWrites.write(channel, ByteBuffer.wrap(piece.buffer, 0, piece.length));
            } catch (IOException e) {
                failure = LocalFailure.of("write", path, e);
            }
        }
        release(piece);
    }

    private void finish() throws IOException {
        Staging.requireSame(entry, Workers.await(digest));
        try {
            staging.modes().finishFile(path, entry.mode(), entry.modified());
        } catch (IOException e) {
            throw LocalFailure.of("write", path, e);
        }
    }

    private void release(Piece piece) {
        if (piece.users.decrementAndGet() == 0) {
            buffers.giveBack(piece.buffer);
        }
    }

    private static Piece next(BlockingQueue<Piece> pieces) {
        try {
            return pieces.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The transfer of a file was interrupted", e);
        }
    }

    private static final class Piece {
        final byte[] buffer;
        final int length;
        final AtomicInteger users = new AtomicInteger(2);

        Piece(byte[] buffer, int length) {
            this.buffer = buffer;
            this.length = length;
        }
    }
}
