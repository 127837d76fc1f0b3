package io.jenkins.plugins.artifactscopes.transfer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Puts together what {@link BlockWriter} cut. The other side may be a stranger: lengths are checked before anything is kept. A stream that
 * breaks off is an {@link EOFException}, a failure that the other side tells a {@link TransferFailed}; an end of stream is the sender's.
 */
final class BlockReader extends InputStream {
    private static final int DIRECT = 1 << 13;

    private final InputStream in;
    private final byte[] buffer = new byte[BlockFormat.MAX_BLOCK];
    private final byte[] header = new byte[BlockFormat.HEADER];
    private int position;
    private int limit;
    private int rawLeft;
    private boolean ended;
    private long wireBytes;
    private byte[] packed = new byte[0];
    private final Inflater inflater = new Inflater(true);

    BlockReader(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        while (position == limit) {
            if (!fill()) {
                return -1;
            }
        }
        return buffer[position++] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return read(bytes, offset, length, DIRECT);
    }

    /** Reads without a copy between where it can: for who goes on to read much. */
    int readLarge(byte[] bytes, int offset, int length) throws IOException {
        return read(bytes, offset, length, 1);
    }

    private int read(byte[] bytes, int offset, int length, int direct) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (position == limit) {
            if (rawLeft > 0 && length >= direct) {
                return readRaw(bytes, offset, Math.min(length, rawLeft));
            }
            if (!fill()) {
                return -1;
            }
        }
        int count = Math.min(length, limit - position);
        System.arraycopy(buffer, position, bytes, offset, count);
        position += count;
        return count;
    }

    private int readRaw(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        if (count < 0) {
            throw new EOFException("The stream broke off");
        }
        rawLeft -= count;
        wireBytes += count;
        return count;
    }

    /** Brings more into the buffer, or the header of a raw block; false at the end. */
    private boolean fill() throws IOException {
        if (rawLeft > 0) {
            position = 0;
            limit = readRaw(buffer, 0, rawLeft);
            return true;
        }
        return !ended && next();
    }

    private boolean next() throws IOException {
        readFully(header, BlockFormat.HEADER);
        int length = intAt(header, 1);
        switch (header[0]) {
            case BlockFormat.RAW -> rawLeft = checked(length, BlockFormat.MAX_BLOCK);
            case BlockFormat.DEFLATED -> inflate(checked(length, BlockFormat.MAX_BLOCK));
            case BlockFormat.FAILURE -> throw new TransferFailed(message(checked(length, BlockFormat.MAX_MESSAGE)));
            case BlockFormat.END -> ended = true;
            default -> throw new MalformedTransfer("The stream has a block of unknown type " + header[0]);
        }
        return !ended;
    }

    private static int checked(int length, int max) throws MalformedTransfer {
        if (length <= 0 || length > max) {
            throw new MalformedTransfer("The stream has a block of " + Integer.toUnsignedString(length)
                    + " bytes; 1 to " + max + " are allowed");
        }
        return length;
    }

    private void inflate(int length) throws IOException {
        readFully(header, Integer.BYTES);
        int whole = checked(intAt(header, 0), BlockFormat.MAX_BLOCK);
        if (packed.length == 0) {
            packed = new byte[BlockFormat.MAX_BLOCK];
        }
        readFully(packed, length);
        inflater.reset();
        inflater.setInput(packed, 0, length);
        try {
            int count = 0;
            int more = 1;
            while (count < whole && more > 0) {
                more = inflater.inflate(buffer, count, whole - count);
                count += more;
            }
            // One byte more shows whether the block holds more than it says.
            if (count != whole || inflater.inflate(packed, 0, 1) != 0 || !inflater.finished()) {
                throw new MalformedTransfer("A compressed block does not have the length that it says");
            }
        } catch (DataFormatException e) {
            throw new MalformedTransfer("A compressed block is broken: " + e.getMessage());
        }
        position = 0;
        limit = whole;
    }

    private String message(int length) throws IOException {
        byte[] text = new byte[length];
        readFully(text, length);
        return new String(text, StandardCharsets.UTF_8);
    }

    private void readFully(byte[] bytes, int length) throws IOException {
        if (in.readNBytes(bytes, 0, length) < length) {
            throw new EOFException("The stream broke off");
        }
        wireBytes += length;
    }

    private static int intAt(byte[] bytes, int offset) {
        return bytes[offset] << 24
                | (bytes[offset + 1] & 0xff) << 16
                | (bytes[offset + 2] & 0xff) << 8
                | (bytes[offset + 3] & 0xff);
    }

    /** @throws MalformedTransfer when there is more before the end */
    void requireEnd() throws IOException {
        if (read() >= 0) {
            throw new MalformedTransfer("The stream goes on after its last file");
        }
    }

    long wireBytes() {
        return wireBytes;
    }

    /** Lets go of the decompressor; the stream below is its owner's to close. */
    @Override
    public void close() {
        inflater.end();
    }
}
