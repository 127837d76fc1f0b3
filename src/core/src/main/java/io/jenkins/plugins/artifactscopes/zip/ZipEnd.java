package io.jenkins.plugins.artifactscopes.zip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What stands at the end of a ZIP: how many entries there are and where their directory is; in the wide form too where it is needed. */
public final class ZipEnd {
    private static final int END = 0x06054b50;
    private static final int WIDE_END = 0x06064b50;
    private static final int WIDE_LOCATOR = 0x07064b50;
    private static final int LENGTH = 98;
    private static final int MAX_SHORT = 0xffff;
    private static final int MADE_BY_UNIX = 3 << 8 | 45;
    private static final long WIDE_LENGTH = 44;

    private ZipEnd() {}

    /**
     * The end of a ZIP.
     *
     * @param entries how many
     * @param length bytes of the directory
     * @param offset of the directory
     */
    public static ByteBuffer of(long entries, long length, long offset) {
        ByteBuffer end = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        if (entries >= MAX_SHORT || length >= ZipItem.MAX_INT || offset >= ZipItem.MAX_INT) {
            end.putInt(WIDE_END)
                    .putLong(WIDE_LENGTH)
                    .putShort((short) MADE_BY_UNIX)
                    .putShort((short) 45);
            end.putInt(0)
                    .putInt(0)
                    .putLong(entries)
                    .putLong(entries)
                    .putLong(length)
                    .putLong(offset);
            end.putInt(WIDE_LOCATOR).putInt(0).putLong(offset + length).putInt(1);
        }
        short count = (short) Math.min(entries, MAX_SHORT);
        end.putInt(END).putShort((short) 0).putShort((short) 0).putShort(count).putShort(count);
        end.putInt((int) Math.min(length, ZipItem.MAX_INT)).putInt((int) Math.min(offset, ZipItem.MAX_INT));
        return end.putShort((short) 0).flip();
    }
}
