package io.jenkins.plugins.artifactscopes.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** Cuts a stream into blocks as {@link BlockFormat} says, and compresses those for which it is worthwhile. */
final class BlockWriter extends OutputStream implements Closeable {
    private static final int DEFLATED_HEADER = BlockFormat.HEADER + Integer.BYTES;

    private final OutputStream out;
    private final AdaptiveCompression compression;
    private final byte[] block = new byte[BlockFormat.HEADER + BlockFormat.MAX_BLOCK];
    private int length = BlockFormat.HEADER;
    private String kind = "";
    private String blockKind = "";
    private byte @Nullable [] smaller;
    private @Nullable Deflater deflater;
    private long wireBytes;

    BlockWriter(OutputStream out, AdaptiveCompression compression) {
        this.out = out;
        this.compression = compression;
    }

    /** What comes next is the content of a file of this extension. */
    void kind(String extension) {
        kind = extension;
    }

    @Override
    public void write(int one) throws IOException {
        if (length == block.length) {
            send();
        }
        begin();
        block[length++] = (byte) one;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int done = 0;
        while (done < count) {
            if (length == block.length) {
                send();
            }
            begin();
            int part = Math.min(count - done, block.length - length);
            System.arraycopy(bytes, offset + done, block, length, part);
            length += part;
            done += part;
        }
    }

    /**
     * Lets {@code source} put at most {@code most} bytes where they are sent from, which saves a copy.
     *
     * @return how many they are; as many as there is room for
     */
    int fill(long most, Source source) throws IOException {
        if (length == block.length) {
            send();
        }
        begin();
        int count = (int) Math.min(most, block.length - length);
        source.read(block, length, count);
        length += count;
        return count;
    }

    private void begin() {
        if (length == BlockFormat.HEADER) {
            blockKind = kind;
        }
    }

    private void send() throws IOException {
        int count = length - BlockFormat.HEADER;
        if (count == 0) {
            return;
        }
        length = BlockFormat.HEADER;
        if (!compression.isWorthwhile(blockKind) || !sendDeflated(count)) {
            ByteBuffer.wrap(block).put((byte) BlockFormat.RAW).putInt(count);
            emit(block, BlockFormat.HEADER + count);
        }
    }

    private boolean sendDeflated(int count) throws IOException {
        if (smaller == null || deflater == null) {
            smaller = new byte[BlockFormat.MAX_BLOCK];
            deflater = new Deflater(Deflater.BEST_SPEED, true);
        }
        long start = compression.now();
        deflater.reset();
        deflater.setInput(block, BlockFormat.HEADER, count);
        deflater.finish();
        int deflated = deflater.deflate(smaller, DEFLATED_HEADER, smaller.length - DEFLATED_HEADER);
        boolean shrank = deflater.finished() && deflated < count - count / 16;
        compression.compressed(blockKind, count, shrank ? deflated : count, compression.now() - start);
        if (shrank) {
            ByteBuffer.wrap(smaller)
                    .put((byte) BlockFormat.DEFLATED)
                    .putInt(deflated)
                    .putInt(count);
            emit(smaller, DEFLATED_HEADER + deflated);
        }
        return shrank;
    }

    private void emit(byte[] bytes, int count) throws IOException {
        long start = compression.now();
        out.write(bytes, 0, count);
        compression.sent(count, compression.now() - start);
        wireBytes += count;
    }

    /** Gives what is waiting to the stream below. */
    @Override
    public void flush() throws IOException {
        send();
        out.flush();
    }

    /** Says that the stream is whole. */
    void end() throws IOException {
        send();
        emitSpecial(BlockFormat.END, new byte[0]);
    }

    /** Says why the stream ends here. What was written before may not arrive. */
    void fail(String message) throws IOException {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        emitSpecial(
                BlockFormat.FAILURE,
                text.length <= BlockFormat.MAX_MESSAGE ? text : Arrays.copyOf(text, BlockFormat.MAX_MESSAGE));
    }

    private void emitSpecial(int type, byte[] text) throws IOException {
        ByteBuffer special = ByteBuffer.allocate(BlockFormat.HEADER + text.length);
        special.put((byte) type).putInt(text.length).put(text);
        emit(special.array(), special.capacity());
        out.flush();
    }

    long wireBytes() {
        return wireBytes;
    }

    /** Lets go of the compressor; neither ends nor closes the stream below. */
    @Override
    public void close() {
        if (deflater != null) {
            deflater.end();
            deflater = null;
        }
    }

    /** Brings as many bytes as it is asked for, or fails. */
    @FunctionalInterface
    interface Source {
        void read(byte[] into, int offset, int count) throws IOException;
    }
}
