package io.jenkins.plugins.artifactscopes.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;

/**
 * A channel that is opened again when an interruption has closed it, and then does again what was broken off. The thread stays interrupted;
 * what it was about with the file is done nevertheless.
 */
final class PatientChannel extends FileBaseDefault {
    /** Interruptions of one operation, by others that have the same channel. */
    private static final int ATTEMPTS = 1000;

    private final FilePath file;
    private final String mode;
    private volatile FileChannel channel;

    PatientChannel(FilePath file, String mode) throws IOException {
        this.file = file;
        this.mode = mode;
        channel = file.open(mode);
    }

    @FunctionalInterface
    private interface Operation<T> {
        T on(FileChannel channel) throws IOException;
    }

    private <T> T patiently(Operation<T> operation) throws IOException {
        // A thread that was interrupted before would close the channel at once.
        boolean interrupted = Thread.interrupted();
        try {
            for (int attempt = 1; ; attempt++) {
                FileChannel used = channel;
                try {
                    return operation.on(used);
                } catch (ClosedChannelException e) {
                    interrupted |= Thread.interrupted();
                    if (attempt == ATTEMPTS || !isOpen()) {
                        throw e;
                    }
                    reopen(used);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void reopen(FileChannel closed) throws IOException {
        if (!isOpen()) {
            throw new ClosedChannelException();
        }
        if (channel == closed) {
            channel = file.open(mode);
        }
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // Reads do not wait for one another.
    public int read(ByteBuffer target, long position) throws IOException {
        int start = target.position();
        return patiently(open -> open.read(target.position(start), position));
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // Nor do writes; each has its place.
    public int write(ByteBuffer source, long position) throws IOException {
        int start = source.position();
        return patiently(open -> open.write(source.position(start), position));
    }

    @Override
    public long size() throws IOException {
        return patiently(FileChannel::size);
    }

    @Override
    protected void implTruncate(long size) throws IOException {
        patiently(open -> open.truncate(size));
    }

    @Override
    public void force(boolean metadata) throws IOException {
        patiently(open -> {
            open.force(metadata);
            return true;
        });
    }

    /** A lock would go with the channel that it was got by. Whoever has the directory has locked that. */
    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        return new FileLock(this, position, size, shared) {
            @Override
            public boolean isValid() {
                return PatientChannel.this.isOpen();
            }

            @Override
            public void release() {
                // Nothing was taken.
            }
        };
    }

    @Override
    protected void implCloseChannel() throws IOException {
        synchronized (this) {
            channel.close();
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
