package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.store.SmallContent;
import io.jenkins.plugins.artifactscopes.zip.ZipDirectory;
import io.jenkins.plugins.artifactscopes.zip.ZipItem;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * Writes one segment: an ordinary ZIP, its entries stored as they are, so that a content is a range of the file and any {@code unzip}
 * can rescue it.
 */
final class SegmentWriter implements Closeable {
    /** Entries: a segment stays below what needs zip64. */
    static final int MAX_ENTRIES = 16_384;

    /** Bytes: what is copied at the most when a push goes on after a crash, or a segment is compacted. */
    static final long MAX_BYTES = 256L << 20;

    /** Bytes of the ZIP's directory, which is kept in memory until the end: long names make it larger. */
    private static final int MAX_DIRECTORY = 4 << 20;

    private static final int BUFFER = 256 << 10;

    private final long number;
    private final OutputStream raw;
    private final CRC32C crc = new CRC32C();
    private final Counting zip;
    private final ZipDirectory directory = new ZipDirectory(2 * MAX_DIRECTORY);

    /** Creates {@code file}, which must not exist. */
    SegmentWriter(Path file, long number) throws IOException {
        this.number = number;
        raw = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        zip = new Counting(new BufferedOutputStream(new CheckedOutputStream(raw, crc), BUFFER));
    }

    long number() {
        return number;
    }

    boolean full() {
        return directory.entries() >= MAX_ENTRIES || directory.length() >= MAX_DIRECTORY || zip.bytes >= MAX_BYTES;
    }

    Place file(String path, int mode, Instant modified, SmallContent content) throws IOException {
        return add(ZipItem.file(path, mode, modified, content.length(), false), content);
    }

    void directory(String path, int mode, Instant modified) throws IOException {
        add(ZipItem.directory(path, mode, modified), SmallContent.of(new byte[0], 0));
    }

    void link(String path, String target, Instant modified) throws IOException {
        byte[] bytes = target.getBytes(StandardCharsets.UTF_8);
        add(ZipItem.link(path, modified, bytes.length), SmallContent.of(bytes, bytes.length));
    }

    private Place add(ZipItem item, SmallContent content) throws IOException {
        long start = zip.bytes;
        write(item.local(content.crc32()));
        Place place = new Place(number, zip.bytes);
        zip.write(content.buffer(), 0, content.length());
        directory.add(item.central(content.crc32(), start));
        return place;
    }

    private void write(ByteBuffer header) throws IOException {
        zip.write(header.array(), 0, header.remaining());
    }

    /** Hands to the system what waits to be written. */
    void flush() throws IOException {
        zip.flush();
    }

    /** Ends the ZIP with its directory. It is not synced to disk yet. */
    Line.Sealed seal() throws IOException {
        directory.writeTo(zip, zip.bytes);
        zip.close();
        return new Line.Sealed(number, zip.bytes, (int) crc.getValue());
    }

    /** Lets go of a segment without its directory of entries, and without what waits to be written, so that a full disk cannot object. */
    @Override
    public void close() throws IOException {
        try (directory) {
            raw.close();
        }
    }

    private static final class Counting extends FilterOutputStream {
        private long bytes;

        Counting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            out.write(buffer, offset, length);
            bytes += length;
        }
    }
}
