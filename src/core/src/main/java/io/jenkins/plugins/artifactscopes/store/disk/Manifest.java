package io.jenkins.plugins.artifactscopes.store.disk;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Appends commits to the journal of a scope. Every commit, and the header, ends in a line whose last field is a CRC-32C of all bytes
 * since the one before it, the beginning of that line included.
 */
final class Manifest {
    private static final int BUFFER = 256 << 10;

    private final FileChannel channel;
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

    private Manifest(FileChannel channel) {
        this.channel = channel;
    }

    /** Creates the manifest {@code file} with its header, not yet durable; its length is returned. */
    static long create(Path file, Line.Header header) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            Manifest manifest = new Manifest(channel);
            manifest.end(header);
            return channel.size();
        }
    }

    /**
     * Appends {@code lines} and {@code commit}, durably, or leaves the manifest as it was.
     *
     * @param length where the last commit ends: what a dead process left behind it is cut off
     * @param lines bytes of whole lines
     * @return the new length
     */
    static long append(Path file, long length, InputStream lines, Line.Commit commit, Durability durability)
            throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
            channel.position(length);
            Manifest manifest = new Manifest(channel);
            try {
                manifest.copy(lines);
                manifest.end(commit);
                durability.sync(channel);
                return channel.position();
            } catch (IOException | RuntimeException e) {
                takeBack(file, length, e);
                throw e;
            }
        }
    }

    private void copy(InputStream lines) throws IOException {
        while (true) {
            int read = lines.read(buffer.array(), 0, buffer.capacity());
            if (read < 0) {
                return;
            }
            crc.update(buffer.array(), 0, read);
            write(0, read);
        }
    }

    private void end(Line line) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = LineJson.generator(bytes)) {
            LineJson.write(json, line);
        }
        byte[] text = bytes.toByteArray();
        if (text.length > JournalReader.MAX_LINE) {
            throw new IOException("A line of a journal has at most " + JournalReader.MAX_LINE + " bytes; this one has "
                    + text.length + ". Name less, above all who pushes.");
        }
        int open = text.length - 1;
        crc.update(text, 0, open);
        byte[] tail =
                (",\"crc32c\":\"" + LineJson.hex((int) crc.getValue()) + "\"}\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer whole = ByteBuffer.allocate(open + tail.length)
                .put(text, 0, open)
                .put(tail)
                .flip();
        while (whole.hasRemaining()) {
            channel.write(whole);
        }
    }

    private void write(int offset, int length) throws IOException {
        ByteBuffer part = ByteBuffer.wrap(buffer.array(), offset, length);
        while (part.hasRemaining()) {
            channel.write(part);
        }
    }

    /** An interrupted thread has lost its channel, and would lose every other one. */
    private static void takeBack(Path file, long length, Exception reason) {
        boolean interrupted = Thread.interrupted();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        } catch (IOException e) {
            // A tail without its commit is cut off by whoever appends next.
            reason.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
