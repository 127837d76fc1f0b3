package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.ScopeRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** What an earlier attempt of a push left behind. */
final class Resumption {
    private final Shared shared;
    private final DiskLayout layout;
    private final String key;
    private final StagedContents.Numbers numbers;
    private final Executor executor;

    Resumption(Shared shared, DiskLayout layout, String key, StagedContents.Numbers numbers, Executor executor) {
        this.shared = shared;
        this.layout = layout;
        this.key = key;
        this.numbers = numbers;
        this.executor = executor;
    }

    /** Hears of a line. */
    @FunctionalInterface
    interface Lines {
        void line(Line line) throws IOException;
    }

    void forEachLine(Lines consumer) throws IOException {
        try (JournalReader lines = new JournalReader(layout.staged(key), 0)) {
            for (Line line = lines.next(Long.MAX_VALUE); line != null; line = lines.next(Long.MAX_VALUE)) {
                consumer.line(line);
            }
        }
    }

    /** The next line, or null where none is whole: a process that dies leaves a torn one. */
    static @Nullable Line nextWhole(JournalReader lines) {
        try {
            return lines.next(Long.MAX_VALUE);
        } catch (IOException e) {
            // What cannot be read was not written to its end, and nothing after it was.
            return null;
        }
    }

    /**
     * Forgets a push that was committed: its process died, or failed, before its journal was gone. What it brought is the scope's, and
     * may go from there any time.
     *
     * @param row the scope's, in step with its manifest
     */
    void forgetIfCommitted(@Nullable ScopeRow row) throws IOException {
        if (row != null && Files.exists(layout.staged(key)) && isCommitted(row)) {
            Files.delete(layout.staged(key));
        }
    }

    private boolean isCommitted(ScopeRow row) throws IOException {
        try (JournalReader lines = new JournalReader(layout.staged(key), 0)) {
            for (Line line = nextWhole(lines); line != null; line = nextWhole(lines)) {
                if (line instanceof Line.Put put
                        && !put.row().place().isNowhere()
                        && shared.index().segment(row, put.row().place().number()) != null) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * After the death of the process that received them: keeps the entries up to the first that is not whole, and repacks the segment
     * that was never sealed. Every content is compared with its digest or checksum.
     */
    void keepWhatHolds() throws IOException {
        Set<Long> sealed = sealedSegments();
        Path next = layout.staged(key + ".next");
        Set<Long> repacked = new HashSet<>();
        try (JournalReader lines = new JournalReader(layout.staged(key), 0);
                JournalWriter kept = new JournalWriter(
                        next,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                StagedContents contents = new StagedContents(layout, numbers, kept, shared.durability(), executor)) {
            for (Line line = nextWhole(lines); line != null; line = nextWhole(lines)) {
                if (line instanceof Line.Sealed seal && sealed.contains(seal.number())) {
                    kept.add(seal);
                } else if (line instanceof Line.Put put) {
                    Place place = put.row().place();
                    boolean repack = place.isSegment() && !sealed.contains(place.number());
                    if (repack) {
                        repacked.add(place.number());
                    }
                    if (!keep(put, repack, contents, kept)) {
                        break;
                    }
                }
            }
            // It is synced with what the journal names when the push goes on.
            contents.seal();
        }
        Files.move(next, layout.staged(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        for (long number : repacked) {
            Files.deleteIfExists(layout.segment(number));
        }
    }

    private boolean keep(Line.Put put, boolean repack, StagedContents contents, JournalWriter kept) throws IOException {
        Row row = put.row();
        if (repack) {
            byte[] bytes = read(row);
            SmallContent content = bytes == null ? null : SmallContent.of(bytes, bytes.length);
            if (content == null || !content.digest().equals(row.requireDigest())) {
                return false;
            }
            kept.add(new Line.Put(put.path(), row.at(contents.small(put.path(), row.mode(), row.modified(), content))));
            return true;
        }
        boolean alone = row.kind() == Entry.Kind.FILE && row.place().isFile();
        if (alone && !Objects.equals(row.digest(), digest(layout.content(row.place())))) {
            return false;
        }
        kept.add(put);
        return true;
    }

    private byte @Nullable [] read(Row row) throws IOException {
        try (FileChannel channel = FileChannel.open(layout.content(row.place()), StandardOpenOption.READ)) {
            InputStream in =
                    Channels.newInputStream(channel.position(row.place().offset()));
            byte[] bytes = in.readNBytes((int) row.size());
            return bytes.length == row.size() ? bytes : null;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static @Nullable Digest digest(Path file) throws IOException {
        MessageDigest sha = Digest.sha256();
        byte[] buffer = new byte[1 << 20];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha.update(buffer, 0, read);
            }
            return Digest.of(sha);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private Set<Long> sealedSegments() throws IOException {
        Set<Long> sealed = new HashSet<>();
        try (JournalReader lines = new JournalReader(layout.staged(key), 0)) {
            for (Line line = nextWhole(lines); line != null; line = nextWhole(lines)) {
                if (line instanceof Line.Sealed seal
                        && holds(layout.segment(seal.number()), seal.bytes(), seal.crc32c())) {
                    sealed.add(seal.number());
                }
            }
        }
        return sealed;
    }

    /** Whether a segment is what its checksum says. */
    static boolean holds(Path segment, long bytes, int crc32c) throws IOException {
        byte[] buffer = new byte[1 << 20];
        CRC32C crc = new CRC32C();
        long length = 0;
        try (InputStream in = Files.newInputStream(segment)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                crc.update(buffer, 0, read);
                length += read;
            }
        } catch (NoSuchFileException e) {
            return false;
        }
        return length == bytes && (int) crc.getValue() == crc32c;
    }
}
