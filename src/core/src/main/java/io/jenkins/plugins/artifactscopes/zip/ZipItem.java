package io.jenkins.plugins.artifactscopes.zip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * An entry of a ZIP, as PKWARE's APPNOTE 6.3.10 writes it: all that is known before its content is read. What is small has its checksum in
 * front; what is large is streamed, its checksum follows.
 *
 * @param name UTF-8
 * @param attributes Unix kind and mode in the upper half
 * @param size bytes of content
 * @param streamed whether the checksum comes after the content, which then is in {@link StoredBlocks}
 */
public record ZipItem(byte[] name, int attributes, Instant modified, long size, boolean streamed) {
    /** The most that a field of four bytes says; what is larger, or exactly this, stands in a wide one. */
    public static final long MAX_INT = 0xffff_ffffL;

    private static final int FILE = 0100000;
    private static final int DIRECTORY = 0040000;
    private static final int LINK = 0120777;
    private static final int DOS_DIRECTORY = 0x10;
    private static final int LOCAL = 0x04034b50;
    private static final int DESCRIPTOR = 0x08074b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int MADE_BY_UNIX = 3 << 8 | 45;
    private static final int UTF_8 = 1 << 11;
    private static final int FOLLOWED = 1 << 3;
    private static final short WIDE_FIELD = 1;
    private static final short TIME_FIELD = 0x5455;
    private static final int TIME_LENGTH = 9;
    /** Headers without names, with every extra field. */
    private static final int HEADERS = 128;

    /** @param streamed whether the checksum is not known before the content is written */
    public static ZipItem file(String name, int mode, Instant modified, long size, boolean streamed) {
        return new ZipItem(utf8(name), (FILE | mode) << 16, modified, size, streamed);
    }

    /** @param name without a slash at its end */
    public static ZipItem directory(String name, int mode, Instant modified) {
        return new ZipItem(utf8(name + "/"), (DIRECTORY | mode) << 16 | DOS_DIRECTORY, modified, 0, false);
    }

    /** @param length bytes of the target, which is the content */
    public static ZipItem link(String name, Instant modified, int length) {
        return new ZipItem(utf8(name), LINK << 16, modified, length, false);
    }

    private static byte[] utf8(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes that the content takes. */
    public long stored() {
        return streamed ? StoredBlocks.length(size) : size;
    }

    private boolean isWide() {
        return stored() >= MAX_INT;
    }

    /**
     * What stands before the content.
     *
     * @param crc CRC-32 of the content; not looked at for what is streamed
     */
    public ByteBuffer local(long crc) {
        ByteBuffer header = buffer().putInt(LOCAL);
        common(header, isWide(), streamed ? 0 : crc);
        int size32 = isWide() ? -1 : streamed ? 0 : (int) size;
        header.putInt(size32).putInt(size32).putShort((short) name.length);
        header.putShort((short) ((isWide() ? 20 : 0) + timeLength())).put(name);
        if (isWide()) {
            // Zero for sizes that follow; the field tells that they have eight bytes there.
            header.putShort(WIDE_FIELD).putShort((short) 16).putLong(0).putLong(0);
        }
        time(header);
        return header.flip();
    }

    /** What stands after the content; empty for what has its checksum in front. */
    public ByteBuffer descriptor(long crc) {
        ByteBuffer header = buffer();
        if (streamed) {
            header.putInt(DESCRIPTOR).putInt((int) crc);
            if (isWide()) {
                header.putLong(stored()).putLong(size);
            } else {
                header.putInt((int) stored()).putInt((int) size);
            }
        }
        return header.flip();
    }

    /** What stands in the ZIP's directory. */
    public ByteBuffer central(long crc, long offset) {
        boolean far = offset >= MAX_INT;
        int wide = (isWide() ? 16 : 0) + (far ? 8 : 0);
        ByteBuffer header = buffer().putInt(CENTRAL).putShort((short) MADE_BY_UNIX);
        common(header, wide > 0, crc);
        header.putInt(isWide() ? -1 : (int) stored()).putInt(isWide() ? -1 : (int) size);
        header.putShort((short) name.length).putShort((short) ((wide > 0 ? wide + 4 : 0) + timeLength()));
        header.putShort((short) 0).putShort((short) 0).putShort((short) 0);
        header.putInt(attributes).putInt(far ? -1 : (int) offset).put(name);
        if (wide > 0) {
            header.putShort(WIDE_FIELD).putShort((short) wide);
        }
        if (isWide()) {
            header.putLong(size).putLong(stored());
        }
        if (far) {
            header.putLong(offset);
        }
        time(header);
        return header.flip();
    }

    private ByteBuffer buffer() {
        return ByteBuffer.allocate(HEADERS + name.length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void common(ByteBuffer header, boolean wide, long crc) {
        LocalDateTime time = LocalDateTime.ofInstant(modified, ZoneOffset.UTC);
        int year = time.getYear() - 1980;
        boolean known = year >= 0 && year < 128;
        header.putShort((short) (wide ? 45 : 20)).putShort((short) (UTF_8 | (streamed ? FOLLOWED : 0)));
        header.putShort((short) (streamed ? 8 : 0));
        header.putShort((short) (known ? time.getHour() << 11 | time.getMinute() << 5 | time.getSecond() >> 1 : 0));
        header.putShort((short) (known ? year << 9 | time.getMonthValue() << 5 | time.getDayOfMonth() : 0x21));
        header.putInt((int) crc);
    }

    private int timeLength() {
        return isTimeKnown() ? TIME_LENGTH : 0;
    }

    private boolean isTimeKnown() {
        return modified.getEpochSecond() == (int) modified.getEpochSecond();
    }

    /** The time that {@code unzip} restores: seconds of UTC, where the older fields have every other second of no known zone. */
    private void time(ByteBuffer header) {
        if (isTimeKnown()) {
            header.putShort(TIME_FIELD).putShort((short) 5).put((byte) 1).putInt((int) modified.getEpochSecond());
        }
    }
}
