package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.BackgroundDigest;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.PushRefused;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executor;

/** Receives large files, one after the other, each so that a later attempt can go on in the middle. */
final class LargeFile {
    private final DiskLayout layout;
    private final Path partial;
    private final StagedContents.Numbers numbers;
    private final Executor executor;
    private boolean diskFailed;

    LargeFile(DiskLayout layout, String key, StagedContents.Numbers numbers, Shared shared, Executor executor) {
        this.layout = layout;
        this.partial = layout.partial(key);
        this.numbers = numbers;
        this.executor = executor;
    }

    /** Where the file is that began to arrive in an earlier attempt; nowhere for none. */
    Place arriving() throws IOException {
        try {
            return Place.file(Long.parseLong(Files.readString(partial)));
        } catch (NoSuchFileException | NumberFormatException e) {
            return Place.NOWHERE;
        }
    }

    /** A file that has arrived whole, with the digest that was asked for. */
    record Received(Place place, Digest digest) {}

    long arrivedBytes() throws IOException {
        try {
            return Files.size(layout.file(Long.parseLong(Files.readString(partial))));
        } catch (NoSuchFileException | NumberFormatException e) {
            return 0;
        }
    }

    Received receive(ArtifactPath path, long size, InputStream content, ScopePush.DigestCheck check)
            throws IOException {
        long number = number();
        Path file = layout.file(number);
        try (BackgroundDigest digest = new BackgroundDigest(executor);
                FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long arrived = digestArrived(channel, digest);
            copy(path, content, arrived, size, channel, digest);
            Digest computed = digest.finish();
            check.check(computed);
            return new Received(Place.file(number), computed);
        } catch (PushRefused e) {
            Files.deleteIfExists(file);
            forget();
            throw e;
        }
    }

    private long number() throws IOException {
        if (arrivedBytes() > 0) {
            return Long.parseLong(Files.readString(partial));
        }
        Files.createDirectories(layout.files());
        long number = numbers.next();
        Files.writeString(partial, Long.toString(number));
        return number;
    }

    private static long digestArrived(FileChannel channel, BackgroundDigest digest) throws IOException {
        long arrived = 0;
        while (arrived < channel.size()) {
            byte[] buffer = digest.buffer();
            int read = channel.read(ByteBuffer.wrap(buffer), arrived);
            digest.add(buffer, read);
            arrived += read;
        }
        channel.position(arrived);
        return arrived;
    }

    private void copy(
            ArtifactPath path, InputStream content, long from, long size, FileChannel channel, BackgroundDigest digest)
            throws IOException {
        long done = from;
        while (done < size) {
            byte[] buffer = digest.buffer();
            int read = content.readNBytes(buffer, 0, (int) Math.min(buffer.length, size - done));
            if (read == 0) {
                throw early(path, done, size);
            }
            digest.add(buffer, read);
            write(channel, ByteBuffer.wrap(buffer, 0, read));
            done += read;
        }
    }

    private void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            diskFailed = true;
            throw e;
        }
    }

    /** Whether it was our own disk that failed, rather than who sends. */
    boolean diskFailed() {
        return diskFailed;
    }

    static PushRefused early(ArtifactPath path, long done, long size) {
        return new PushRefused(
                "The content of " + path + " ended after " + done + " of " + size + " bytes. Push it again.");
    }

    /** The file has become an entry, or never will. */
    void forget() throws IOException {
        Files.deleteIfExists(partial);
    }
}
