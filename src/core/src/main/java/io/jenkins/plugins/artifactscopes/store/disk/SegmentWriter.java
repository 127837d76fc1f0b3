package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.store.SmallContent;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.X5455_ExtendedTimestamp;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipLong;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/**
 * Writes one segment: an ordinary ZIP, its entries stored as they are, so that a content is a range of the file and any {@code unzip}
 * can rescue it.
 */
final class SegmentWriter implements Closeable {
    /** Entries: the ZIP's directory is kept in memory until the end, and stays below what needs zip64. */
    static final int MAX_ENTRIES = 16_384;

    /** Bytes: what is copied at the most when a push goes on after a crash, or a segment is compacted. */
    static final long MAX_BYTES = 256L << 20;

    private static final int BUFFER = 256 << 10;
    private static final long MAX_SECOND = 1L << 39;
    private static final byte[] NOTHING = {};

    /** Seconds since the epoch: a time of day that MS-DOS knows, in every time zone. */
    private static final long EARLIEST = Instant.parse("1980-01-03T00:00:00Z").getEpochSecond();

    private final long number;
    private final OutputStream raw;
    private final Counting counting;
    private final ZipArchiveOutputStream zip;
    private int entries;

    /** Creates {@code file}, which must not exist. */
    SegmentWriter(Path file, long number) throws IOException {
        this.number = number;
        raw = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        counting = new Counting(new BufferedOutputStream(raw, BUFFER));
        zip = new ZipArchiveOutputStream(counting);
        zip.setUseZip64(Zip64Mode.AsNeeded);
        zip.setEncoding("UTF-8");
    }

    long number() {
        return number;
    }

    boolean full() {
        return entries >= MAX_ENTRIES || counting.bytes >= MAX_BYTES;
    }

    Place file(String path, int mode, Instant modified, SmallContent content) throws IOException {
        long offset =
                add(path, UnixStat.FILE_FLAG | mode, modified, content.buffer(), content.length(), content.crc32());
        return new Place(number, offset);
    }

    void directory(String path, int mode, Instant modified) throws IOException {
        add(path + "/", UnixStat.DIR_FLAG | mode, modified, NOTHING, 0, 0);
    }

    void link(String path, String target, Instant modified) throws IOException {
        byte[] bytes = target.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        SmallContent content = SmallContent.of(bytes, bytes.length);
        add(path, UnixStat.LINK_FLAG | 0777, modified, bytes, bytes.length, content.crc32());
    }

    private long add(String name, int unixMode, Instant modified, byte[] bytes, int length, long crc)
            throws IOException {
        ZipArchiveEntry entry = new UnixEntry(name);
        entry.setMethod(ZipMethod.STORED.getCode());
        entry.setSize(length);
        entry.setCrc(crc);
        entry.setUnixMode(unixMode);
        setTime(entry, modified);
        zip.putArchiveEntry(entry);
        long offset = counting.bytes;
        zip.write(bytes, 0, length);
        zip.closeArchiveEntry();
        entries++;
        return offset;
    }

    /** Hands to the system what waits to be written. */
    void flush() throws IOException {
        zip.flush();
    }

    /** A ZIP has no room for times further away; the journal has. */
    private static Instant zipTime(Instant modified) {
        long second = Math.max(-MAX_SECOND, Math.min(MAX_SECOND, modified.getEpochSecond()));
        return second == modified.getEpochSecond() ? modified : Instant.ofEpochSecond(second);
    }

    /** Unlike its parent it takes no backslash for a slash, which would let a name lead elsewhere. */
    private static final class UnixEntry extends ZipArchiveEntry {
        UnixEntry(String name) {
            super(name);
            setPlatform(PLATFORM_UNIX);
            setName(name);
        }
    }

    /**
     * Sets the time that {@code unzip} restores: whole seconds. The journal has the fractions. Commons Compress by itself adds NTFS
     * times, and converts those with {@code BigDecimal}, which takes as long as writing a small file.
     */
    private static void setTime(ZipArchiveEntry entry, Instant modified) {
        long second = modified.getEpochSecond();
        if (second < EARLIEST || second > Integer.MAX_VALUE) {
            entry.setLastModifiedTime(FileTime.from(zipTime(modified)));
            return;
        }
        entry.setTime(TimeUnit.SECONDS.toMillis(second));
        X5455_ExtendedTimestamp time = new X5455_ExtendedTimestamp();
        time.setModifyTime(new ZipLong(second));
        entry.addExtraField(time);
    }

    /** Ends the ZIP with its directory. It is not synced to disk yet. */
    Line.Sealed seal() throws IOException {
        zip.finish();
        zip.close();
        return new Line.Sealed(number, counting.bytes, (int) counting.crc.getValue());
    }

    /** Lets go of a segment without its directory of entries, and without what waits to be written, so that a full disk cannot object. */
    @Override
    public void close() throws IOException {
        raw.close();
    }

    private static final class Counting extends FilterOutputStream {
        private final CRC32C crc = new CRC32C();
        private long bytes;

        Counting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            out.write(buffer, offset, length);
            crc.update(buffer, offset, length);
            bytes += length;
        }
    }
}
