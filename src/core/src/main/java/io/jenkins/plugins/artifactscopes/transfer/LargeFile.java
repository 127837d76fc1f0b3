package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.store.BackgroundDigest;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A large file of a pull on its way into the staging directory. It outlives a broken connection. */
final class LargeFile implements Closeable {
    private final PlanEntry entry;
    private final Staging staging;
    private final FileChannel channel;
    private final BackgroundDigest digest;
    private byte[] buffer;
    private long position;

    LargeFile(PlanEntry entry, Staging staging, Workers workers) throws IOException {
        this.entry = entry;
        this.staging = staging;
        try {
            this.channel = staging.open(entry);
        } catch (IOException e) {
            throw LocalFailure.of("create", staging.file(entry), e);
        }
        this.digest = new BackgroundDigest(workers);
        this.buffer = digest.buffer();
    }

    long position() {
        return position;
    }

    long left() {
        return entry.size() - position;
    }

    /** A buffer to fill for {@link #write}. */
    byte[] buffer() {
        return buffer;
    }

    /** Writes the first {@code count} bytes of the buffer. */
    void write(int count) throws IOException {
        digest.add(buffer, count);
        ByteBuffer content = ByteBuffer.wrap(buffer, 0, count);
        try {
            while (content.hasRemaining()) {
                channel.write(content);
            }
        } catch (IOException e) {
            throw LocalFailure.of("write", staging.file(entry), e);
        }
        position += count;
        buffer = digest.buffer();
    }

    /** Verifies it and gives it its mode and time. */
    void finish() throws IOException {
        channel.close();
        Staging.requireSame(entry, digest.finish());
        try {
            staging.modes().finishFile(staging.file(entry), entry.mode(), entry.modified());
        } catch (IOException e) {
            throw LocalFailure.of("write", staging.file(entry), e);
        }
    }

    @Override
    public void close() throws IOException {
        try (digest) {
            channel.close();
        }
    }
}
