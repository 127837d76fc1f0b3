package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** A file that is being pushed. It has to stay as the walk found it, or, where it {@linkplain LocalFile#mayGrow may grow}, to begin so. */
final class SourceFile extends InputStream {
    private final LocalFile file;
    private final SeekableByteChannel channel;
    private final long size;
    private final Instant modified;
    private long read;

    private SourceFile(LocalFile file, long size, Instant modified) throws IOException {
        this.file = file;
        this.size = size;
        this.modified = modified;
        this.channel = file.open();
    }

    /**
     * Reads a small file with one open and, as a rule, one read: that a read of one byte more than the size ends there shows that the file
     * has this size still. One that may grow ends at its size.
     */
    static SmallContent small(LocalFile file, int size) throws IOException {
        byte[] buffer = new byte[size + 1];
        readSmall(file, size, buffer);
        return SmallContent.of(buffer, size);
    }

    /** The digest of a small file, which is read into {@code buffer}: of more bytes than the size. */
    static Digest digest(LocalFile file, int size, byte[] buffer) throws IOException {
        readSmall(file, size, buffer);
        return Digest.ofContent(buffer, 0, size);
    }

    private static void readSmall(LocalFile file, int size, byte[] buffer) throws IOException {
        int length;
        try (SeekableByteChannel channel = file.open()) {
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, size + 1);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0 && bytes.position() < size) {
                continue;
            }
            length = bytes.position();
        } catch (IOException e) {
            throw LocalFailure.of("read", file.shown(), e);
        }
        if (length < size) {
            throw shorter(file, size, length);
        }
        if (length > size && !file.mayGrow()) {
            throw longer(file, size);
        }
    }

    /** Opens a large file at {@code from}. */
    static SourceFile large(LocalFile file, PlanEntry entry, long from) throws IOException {
        SourceFile source = new SourceFile(file, entry.size(), entry.modified());
        source.channel.position(from);
        source.read = from;
        return source;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Ends after as many bytes as the walk found. */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (read == size) {
            requireUnchanged();
            return -1;
        }
        int count = fill(ByteBuffer.wrap(buffer, offset, (int) Math.min(length, size - read)));
        if (count < 0) {
            throw shorter(file, size, read);
        }
        read += count;
        return count;
    }

    private int fill(ByteBuffer buffer) throws IOException {
        try {
            return channel.read(buffer);
        } catch (IOException e) {
            throw LocalFailure.of("read", file.shown(), e);
        }
    }

    /** @throws TransferFailed when the file became shorter, or, unless it may grow, grew or was written to since the walk */
    void requireUnchanged() throws IOException {
        long found = channel.size();
        if (found < size) {
            throw shorter(file, size, found);
        }
        if (!file.mayGrow()) {
            requireUntouched(found);
        }
    }

    private void requireUntouched(long found) throws IOException {
        if (found > size) {
            throw longer(file, size);
        }
        FileTime now = file.attributes().lastModifiedTime();
        if (!now.toInstant().equals(modified)) {
            throw LocalFailure.changed(file.shown(), "it was written to at " + now);
        }
    }

    private static TransferFailed shorter(LocalFile file, long size, long found) {
        return LocalFailure.changed(file.shown(), "it had " + size + " bytes, then " + found);
    }

    private static TransferFailed longer(LocalFile file, long size) {
        return LocalFailure.changed(file.shown(), "it had " + size + " bytes, then more");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
