package io.jenkins.plugins.artifactscopes.zip;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;

/**
 * Writes a content as the stored blocks of RFC 1951: deflated by name, so that its checksum may follow and a reader that does not seek
 * finds its end, and as it is by content. It costs five bytes in 65,535, no time, and its length is known before.
 */
public final class StoredBlocks extends OutputStream {
    private static final int BLOCK = 65_535;
    private static final int HEADER = 5;

    private final OutputStream out;
    private final CRC32 crc = new CRC32();
    private final byte[] block = new byte[HEADER + BLOCK];
    private long left;
    private int filled;

    /** @param size bytes that are going to be written, at least 1 */
    public StoredBlocks(OutputStream out, long size) {
        this.out = out;
        this.left = size;
    }

    /** What a content of this size takes. */
    public static long length(long size) {
        return size + HEADER * ((size + BLOCK - 1) / BLOCK);
    }

    /** CRC-32 of all that was written. */
    public long crc() {
        return crc.getValue();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int count = Math.min(BLOCK - filled, length - done);
            System.arraycopy(buffer, offset + done, block, HEADER + filled, count);
            filled += count;
            done += count;
            left -= count;
            if (filled == BLOCK || left == 0) {
                writeBlock();
            }
        }
    }

    private void writeBlock() throws IOException {
        block[0] = (byte) (left == 0 ? 1 : 0);
        block[1] = (byte) filled;
        block[2] = (byte) (filled >> 8);
        block[3] = (byte) ~filled;
        block[4] = (byte) (~filled >> 8);
        crc.update(block, HEADER, filled);
        out.write(block, 0, HEADER + filled);
        filled = 0;
    }
}
