package io.jenkins.plugins.artifactscopes.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records in a directory: for each kind a file of JSON lines, and when it is full the ones before it. Each record is synced to disk
 * before its writing returns. Safe for use by many threads.
 */
public final class AuditTrail implements Closeable {
    private static final Logger LOGGER = Logger.getLogger(AuditTrail.class.getName());

    private final Path directory;
    private final long maxBytes;
    private final int kept;
    private final Map<AuditKind, RotatedFile> files = new EnumMap<>(AuditKind.class);
    private final AtomicLong failures = new AtomicLong();
    private boolean closed;

    /**
     * @param directory created when it is not there
     * @param maxBytes of one file; a record begins a new one rather than going beyond
     * @param kept how many full files of each kind are kept beside the one that is written, at least 1
     */
    public AuditTrail(Path directory, long maxBytes, int kept) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.maxBytes = maxBytes;
        this.kept = kept;
    }

    /** A kind that never comes has no file. */
    private synchronized RotatedFile file(AuditKind kind) throws IOException {
        if (closed) {
            throw new IOException("The audit log is closed.");
        }
        RotatedFile file = files.get(kind);
        if (file == null) {
            file = new RotatedFile(directory.resolve(kind.file()), maxBytes, kept);
            files.put(kind, file);
        }
        return file;
    }

    /** @throws IOException when the record is not on disk: for what must not be done unrecorded */
    public void require(AuditRecord record) throws IOException {
        file(record.kind()).append(AuditJson.line(record));
    }

    /** For what is done already: a record that cannot be written is counted, and is in the program's own log. */
    public void write(AuditRecord record) {
        try {
            require(record);
        } catch (IOException e) {
            failures.incrementAndGet();
            LOGGER.log(Level.SEVERE, record + " could not be written to " + directory, e);
        }
    }

    /** How many records could not be written. */
    public long failures() {
        return failures.get();
    }

    /**
     * A part of what was recorded, the newest first. It costs as much as what is newer than its end, not more memory than the part itself.
     *
     * @param visible what of it is shown at all
     * @param offset how many that are asked for and visible to pass over
     * @param limit how many at most
     */
    public AuditPage page(AuditQuery query, Predicate<AuditRecord> visible, long offset, int limit) throws IOException {
        List<AuditRecord> found = new ArrayList<>();
        List<KindRecords> all = new ArrayList<>();
        try {
            for (AuditKind kind : query.kinds()) {
                all.add(new KindRecords(kind, RotatedFile.all(directory.resolve(kind.file()), kept)));
            }
            long passed = 0;
            for (AuditRecord next = next(all); next != null; next = next(all)) {
                if (next.time().isBefore(query.since())) {
                    break;
                }
                if (!query.selects(next) || !visible.test(next) || passed++ < offset) {
                    continue;
                }
                if (found.size() == limit) {
                    return new AuditPage(found, true);
                }
                found.add(next);
            }
            return new AuditPage(found, false);
        } finally {
            for (KindRecords kind : all) {
                kind.close();
            }
        }
    }

    /** Takes the newest of all kinds. */
    private static @Nullable AuditRecord next(List<KindRecords> all) throws IOException {
        KindRecords newest = null;
        AuditRecord first = null;
        for (KindRecords kind : all) {
            AuditRecord record = kind.peek();
            if (record != null && (first == null || record.time().isAfter(first.time()))) {
                newest = kind;
                first = record;
            }
        }
        if (newest != null) {
            newest.advance();
        }
        return first;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        for (RotatedFile file : files.values()) {
            file.close();
        }
    }
}
