package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.DamagedContent;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.store.disk.EntryIndex.RowAt;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.ScopeRow;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.SegmentRow;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.h2.mvstore.MVStore;

/**
 * Reads everything that scopes have, and compares it with what was pushed: journals with their checksums, segments with theirs, every
 * file with its digest. Writes nothing to the scopes; needs neither their index nor that nobody else uses them.
 */
public final class Verification implements Closeable {
    private final ScopeRoots roots;
    private final Consumer<String> problems;
    private final Path indexFile;
    private final MVStore store;
    private final EntryIndex index;
    private final Shared shared;
    private final BooleanSupplier stop;
    private final Predicate<ScopeId> known;
    private volatile long files;
    private volatile long bytes;

    /**
     * Prepares to verify.
     *
     * @param problems told each damage, with the name of the file
     */
    public Verification(ScopeRoots roots, Clock clock, Consumer<String> problems) throws IOException {
        this(roots, clock, problems, () -> false, scope -> true);
    }

    /**
     * Prepares to verify.
     *
     * @param stop asked before each file; true ends it early
     * @param known whether something was committed to a scope that has no journal
     */
    Verification(
            ScopeRoots roots, Clock clock, Consumer<String> problems, BooleanSupplier stop, Predicate<ScopeId> known)
            throws IOException {
        this.roots = roots;
        this.stop = stop;
        this.known = known;
        this.problems = problems;
        indexFile = Files.createTempFile("artifact-verify", ".mv");
        Files.delete(indexFile);
        store = new MVStore.Builder()
                .fileName(indexFile.toString())
                .autoCommitDisabled()
                .open();
        IndexFile file = new IndexFile(store, new ReentrantReadWriteLock());
        index = new EntryIndex(file);
        shared = new Shared(index, file, new Silence(), clock, () -> 0, Durability.PROCESS);
    }

    /** How many files were read. */
    public long files() {
        return files;
    }

    /** How many bytes of content were read. */
    public long bytes() {
        return bytes;
    }

    /** Verifies every scope. */
    public void verifyAll() throws IOException {
        Set<ScopeId> scopes = new HashSet<>();
        roots.forEach(scopes::add, problems);
        for (ScopeId scope : scopes) {
            verify(scope);
        }
    }

    /** Verifies one scope. */
    public void verify(ScopeId scope) throws IOException {
        DiskLayout layout = new DiskLayout(roots.directory(scope));
        if (Files.notExists(layout.manifest()) && !known.test(scope)) {
            // Its first push is under way, or ended before anything was committed.
            return;
        }
        try {
            ScopeRow row = replay(scope, layout);
            verifySegments(scope, layout, row);
            verifyEntries(scope, layout, row);
            index.forget(scope, row);
        } catch (DamagedContent e) {
            problems.accept(e.getMessage());
        } catch (NoSuchFileException e) {
            problems.accept("The journal of " + scope + " is missing: " + e.getMessage());
        }
    }

    private ScopeRow replay(ScopeId scope, DiskLayout layout) throws IOException {
        ScopeRow row = index.create(scope);
        try (JournalReader spans = new JournalReader(layout.manifest(), 0)) {
            for (JournalReader.Span span = spans.nextSpan(); span != null; span = spans.nextSpan()) {
                if (span.last() instanceof Line.Commit commit) {
                    replay(scope, layout, row, span, commit);
                }
            }
        }
        return row;
    }

    private void replay(ScopeId scope, DiskLayout layout, ScopeRow row, JournalReader.Span span, Line.Commit commit)
            throws IOException {
        PushInfo push = new PushInfo(commit.number(), shared.clock().instant(), commit.by(), null);
        Applier applier = new Applier(shared, scope, row, push);
        try (JournalReader lines = new JournalReader(layout.manifest(), span.start())) {
            for (Line line = lines.next(span.end()); line != null; line = lines.next(span.end())) {
                applier.apply(line);
                shared.file().saveWhenLarge();
            }
        }
        applier.done();
    }

    private void verifySegments(ScopeId scope, DiskLayout layout, ScopeRow row) throws IOException {
        for (long number = index.nextNumber(row, 0); number > 0; number = index.nextNumber(row, number)) {
            SegmentRow segment = index.segment(row, number);
            if (segment != null && segment.segment() && segment.bytes() > 0) {
                Path content = layout.segment(number);
                if (!Resumption.holds(content, segment.bytes(), segment.crc32c())) {
                    problems.accept("The segment " + content + " of " + scope + " is not what was written.");
                }
            }
        }
    }

    private void verifyEntries(ScopeId scope, DiskLayout layout, ScopeRow row) throws IOException {
        Iterator<RowAt> rows = EntryIndex.rows(index.entries.flushAndGetRoot(), row.number(), ArtifactPath.ROOT);
        while (rows.hasNext() && !stop.getAsBoolean()) {
            RowAt next = rows.next();
            if (next.row().kind() == Entry.Kind.FILE) {
                files = files + 1;
                bytes = bytes + next.row().size();
                verify(scope, layout, next);
            }
        }
    }

    private void verify(ScopeId scope, DiskLayout layout, RowAt entry) throws IOException {
        Row row = entry.row();
        Place place = row.place();
        if (place.isNowhere()) {
            return;
        }
        Path content = layout.content(place);
        try (FileChannel channel = FileChannel.open(content, StandardOpenOption.READ)) {
            boolean whole = place.isSegment() || channel.size() == row.size();
            InputStream in = Channels.newInputStream(channel.position(Math.max(0, place.offset())));
            if (!whole || !digest(in, row.size()).equals(row.requireDigest())) {
                problems.accept("The content of " + entry.path() + " in " + scope + " is damaged: " + content);
            }
        } catch (NoSuchFileException e) {
            problems.accept("The content of " + entry.path() + " in " + scope + " is missing: " + content);
        }
    }

    private static Digest digest(InputStream in, long size) throws IOException {
        MessageDigest sha = Digest.sha256();
        byte[] buffer = new byte[1 << 18];
        long left = size;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                break;
            }
            sha.update(buffer, 0, read);
            left -= read;
        }
        return Digest.of(sha);
    }

    @Override
    public void close() throws IOException {
        store.closeImmediately();
        Files.deleteIfExists(indexFile);
    }
}
