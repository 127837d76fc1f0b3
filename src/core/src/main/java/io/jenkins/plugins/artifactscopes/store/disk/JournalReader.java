package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.store.DamagedContent;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads a journal line by line, and commit by commit. Memory is bounded by the longest line. */
final class JournalReader implements Closeable {
    /** Bytes: a path of 4,096 bytes and a link target as long, each byte escaped. */
    static final int MAX_LINE = 64 << 10;

    private static final byte[] COMMIT = "{\"commit\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEADER = "{\"format\":".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 9;
    private static final byte[] CRC = ",\"crc32c\":".getBytes(StandardCharsets.US_ASCII);
    /** Quotes in names are escaped, so no name has this. */
    private static final byte[] LINES = ",\"lines\":".getBytes(StandardCharsets.US_ASCII);

    private static final int TAIL = ",\"crc32c\":\"00000000\"}".length();

    private final Path file;
    private final InputStream in;
    private byte[] buffer = new byte[256 << 10];
    private int begin;
    private int end;
    private long position;
    private int lineStart;
    private int lineLength;

    /**
     * @param from the offset of a line's first byte
     */
    JournalReader(Path file, long from) throws IOException {
        this.file = file;
        // Unlike a channel of our own, this does not break off when its thread is interrupted.
        in = Files.newInputStream(file);
        try {
            in.skipNBytes(from);
        } catch (IOException e) {
            in.close();
            throw e;
        }
        position = from;
    }

    /** The offset after the last line read. */
    long position() {
        return position;
    }

    /** Goes to the next line that ends in a newline; false at the end of those. */
    private boolean nextLine() throws IOException {
        int from = begin;
        while (true) {
            for (int i = from; i < end; i++) {
                if (buffer[i] == '\n') {
                    lineStart = begin;
                    lineLength = i - begin;
                    position += lineLength + 1L;
                    begin = i + 1;
                    return true;
                }
            }
            from = end;
            int kept = end - begin;
            if (kept > MAX_LINE) {
                return false;
            }
            if (end == buffer.length) {
                System.arraycopy(buffer, begin, buffer, 0, kept);
                from -= begin;
                begin = 0;
                end = kept;
            }
            int read = in.read(buffer, end, buffer.length - end);
            if (read < 0) {
                return false;
            }
            end += read;
        }
    }

    /** The next line before {@code limit}, or null at its end or when what follows is no whole line. */
    @Nullable
    Line next(long limit) throws IOException {
        return position < limit && nextLine() ? LineJson.parse(buffer, lineStart, lineLength) : null;
    }

    /** A commit, or the header, that is whole: its lines are from {@code start}, and it ends before {@code end}. */
    record Span(long start, long end, Line last) {}

    /**
     * Goes to the end of the next commit, or of the header.
     *
     * @return null when no whole commit follows: at the end, or before what a dead process left behind
     * @throws DamagedContent when there is a commit that its checksum contradicts, or the journal is of another format
     */
    @Nullable
    Span nextSpan() throws IOException {
        CRC32C crc = new CRC32C();
        long start = position;
        long lines = 0;
        while (nextLine()) {
            boolean header = startsWith(HEADER);
            if (header) {
                requireKnownFormat();
            }
            if (header || startsWith(COMMIT)) {
                crc.update(buffer, lineStart, Math.max(0, lineLength - TAIL));
                return new Span(start, position, checked(crc, lines));
            }
            requireNoCommit(lineStart, lineLength);
            crc.update(buffer, lineStart, lineLength + 1);
            lines++;
        }
        requireNoCommit(begin, end - begin);
        return null;
    }

    /** Before anything else is made of the journal: another format may have another way to say where it holds. */
    private void requireKnownFormat() throws DamagedContent {
        int from = lineStart + HEADER.length;
        int to = from;
        while (to < lineStart + lineLength && to < from + DIGITS && buffer[to] >= '0' && buffer[to] <= '9') {
            to++;
        }
        String format = new String(buffer, from, to - from, StandardCharsets.US_ASCII);
        if (!format.equals(Integer.toString(LineJson.FORMAT))) {
            throw new DamagedContent(
                    "The journal " + file + " is of format '" + format + "', and this version reads format "
                            + LineJson.FORMAT
                            + ". Nothing of it was changed. If a later version wrote it, install that one again;"
                            + " if none did, restore the file from a backup.");
        }
    }

    /** A line that a commit ends in, and that does not begin like one, is no torn end: nobody may cut it off. */
    private void requireNoCommit(int from, int length) throws DamagedContent {
        if (contains(from, length, CRC) && contains(from, length, LINES)) {
            throw damaged("the line that ends it does not begin as it should");
        }
    }

    private boolean contains(int from, int length, byte[] text) {
        for (int i = from + length - text.length; i >= from; i--) {
            if (buffer[i] == text[0] && Arrays.equals(buffer, i, i + text.length, text, 0, text.length)) {
                return true;
            }
        }
        return false;
    }

    private boolean startsWith(byte[] prefix) {
        return lineLength >= prefix.length
                && Arrays.equals(buffer, lineStart, lineStart + prefix.length, prefix, 0, prefix.length);
    }

    private Line checked(CRC32C crc, long lines) throws IOException {
        String tail = ",\"crc32c\":\"" + LineJson.hex((int) crc.getValue()) + "\"}";
        int at = lineStart + lineLength - TAIL;
        byte[] expected = tail.getBytes(StandardCharsets.US_ASCII);
        if (lineLength < TAIL || !Arrays.equals(buffer, at, at + TAIL, expected, 0, TAIL)) {
            throw damaged("its checksum is another");
        }
        Line line = LineJson.parse(buffer, lineStart, lineLength);
        if (line instanceof Line.Commit commit && commit.lines() != lines) {
            throw damaged("it announces " + commit.lines() + " lines and has " + lines);
        }
        return line;
    }

    private DamagedContent damaged(String why) {
        return new DamagedContent("The journal " + file + " is damaged: the commit that ends at byte " + position
                + " does not hold, " + why + ". Restore the file from a backup, or delete what it describes.");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
