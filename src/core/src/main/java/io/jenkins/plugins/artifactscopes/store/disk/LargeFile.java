package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.BackgroundDigest;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.LargeWrites;
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
import java.util.function.LongSupplier;

/** Receives large files, one after the other, each so that a later attempt can go on in the middle. */
final class LargeFile {
    private final DiskLayout layout;
    private final Path partial;
    private final StagedContents.Numbers numbers;
    private final Executor executor;
    private final Durability durability;
    private final LongSupplier entries;
    private boolean diskFailed;

    /** False when no file is under way for certain, which saves looking for one at each file. */
    private boolean maybeUnderWay = true;

    /** @param entries how many entries of the push have arrived whole */
    LargeFile(
            DiskLayout layout,
            String key,
            StagedContents.Numbers numbers,
            LongSupplier entries,
            Durability durability,
            Executor executor) {
        this.layout = layout;
        this.entries = entries;
        this.durability = durability;
        this.partial = layout.partial(key);
        this.numbers = numbers;
        this.executor = executor;
    }

    /** A file that has arrived whole, with the digest that was asked for. */
    record Received(Place place, Digest digest) {}

    long arrivedBytes() throws IOException {
        if (!maybeUnderWay) {
            return 0;
        }
        try {
            Partial arrived = Partial.parse(Files.readString(partial));
            return arrived.entries == entries.getAsLong() ? Files.size(layout.file(arrived.number)) : 0;
        } catch (NoSuchFileException | NumberFormatException e) {
            return 0;
        }
    }

    /**
     * Which file is under way.
     *
     * @param number where its bytes are
     * @param entries how many come before it in the push; a crash may have taken some of these, and then the bytes are of no use
     */
    record Partial(long number, long entries) {
        static Partial parse(String text) {
            int space = Math.max(0, text.indexOf(' '));
            return new Partial(Long.parseLong(text.substring(0, space)), Long.parseLong(text.substring(space + 1)));
        }

        @Override
        public String toString() {
            return number + " " + entries;
        }
    }

    Received receive(ArtifactPath path, long size, InputStream content, ScopePush.DigestCheck check)
            throws IOException {
        long number = number();
        Path file = layout.file(number);
        try (BackgroundDigest digest = new BackgroundDigest(executor);
                FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                Writeback writeback = new Writeback(channel, durability, executor)) {
            long arrived = digestArrived(channel, digest);
            copy(path, content, arrived, size, channel, writeback, digest);
            onDisk(writeback::finish);
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
            return Partial.parse(Files.readString(partial)).number;
        }
        Files.createDirectories(layout.files());
        long number = numbers.next();
        maybeUnderWay = true;
        Files.writeString(partial, new Partial(number, entries.getAsLong()).toString());
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
            ArtifactPath path,
            InputStream content,
            long from,
            long size,
            FileChannel channel,
            Writeback writeback,
            BackgroundDigest digest)
            throws IOException {
        long done = from;
        while (done < size) {
            byte[] buffer = digest.buffer();
            int read = content.readNBytes(buffer, 0, (int) Math.min(buffer.length, size - done));
            if (read == 0) {
                throw early(path, done, size);
            }
            digest.add(buffer, read);
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
            onDisk(() -> write(channel, bytes, writeback));
            done += read;
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes, Writeback writeback) throws IOException {
        int count = bytes.remaining();
        LargeWrites.write(channel, bytes);
        writeback.wrote(count);
    }

    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }

    private void onDisk(Write write) throws IOException {
        try {
            write.run();
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
        maybeUnderWay = false;
    }
}
