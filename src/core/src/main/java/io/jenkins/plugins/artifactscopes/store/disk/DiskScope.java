package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.DamagedContent;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.PushRow;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.ScopeRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** One scope in use: its lock, its manifest in step with the index, its contents. */
final class DiskScope {
    /** Lines: a larger commit is saved in parts while the index hears of it. */
    private static final long LARGE = 20_000;

    private final Shared shared;
    private final ScopeId id;
    private final DiskLayout layout;
    private final Contents contents;
    /** Fair, so that who changes a lot in many small steps lets a push in between. */
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);

    private final AtomicBoolean rewriting = new AtomicBoolean();

    DiskScope(Shared shared, ScopeId id, DiskLayout layout) {
        this.shared = shared;
        this.id = id;
        this.layout = layout;
        contents = new Contents(layout);
    }

    ScopeId id() {
        return id;
    }

    DiskLayout layout() {
        return layout;
    }

    /** Set while somebody writes a shorter manifest. */
    AtomicBoolean rewriting() {
        return rewriting;
    }

    Contents contents() {
        return contents;
    }

    /** What is done with a scope whose index is in step with its manifest. */
    @FunctionalInterface
    interface Work<T> {
        /** @param row the scope's row, or null where nothing was ever pushed */
        T with(@Nullable ScopeRow row) throws IOException;
    }

    /** Runs {@code work} while nothing changes. */
    <T> T read(Work<T> work) throws IOException {
        lock.readLock().lock();
        try {
            ScopeRow row = row();
            if (isInStep(row)) {
                return work.with(row);
            }
        } finally {
            lock.readLock().unlock();
        }
        return write(work);
    }

    /** Runs {@code work} while nobody else reads or changes. */
    <T> T write(Work<T> work) throws IOException {
        lock.writeLock().lock();
        try {
            ScopeRow row = row();
            if (!isInStep(row)) {
                catchUp(row);
            }
            return work.with(row());
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Runs {@code work} while nobody else reads or changes, with what the index has, whatever the manifest says. */
    <T> T writeUnread(Work<T> work) throws IOException {
        lock.writeLock().lock();
        try {
            return work.with(row());
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Forgets what the index and the listener have of the scope, and tells it anew from the manifest. Who reads or changes it meanwhile waits.
     *
     * @throws DamagedContent when the manifest is damaged or missing; then nothing was forgotten, for the index may be all that is left
     */
    void retell() throws IOException {
        lock.writeLock().lock();
        try {
            ScopeRow row = row();
            if (row != null && Files.exists(layout.manifest())) {
                requireWhole();
                shared.index().put(id, row.at(ScopeRow.INCOMPLETE, row.commit(), 0));
                catchUp(row());
                shared.index().restage(id, row.number());
            } else {
                catchUp(row);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void requireWhole() throws IOException {
        try (JournalReader spans = new JournalReader(layout.manifest(), 0)) {
            JournalReader.Span span = spans.nextSpan();
            while (span != null) {
                span = spans.nextSpan();
            }
        }
    }

    private @Nullable ScopeRow row() {
        return shared.index().scope(id).orElse(null);
    }

    private boolean isInStep(@Nullable ScopeRow row) throws IOException {
        try {
            BasicFileAttributes manifest = Files.readAttributes(layout.manifest(), BasicFileAttributes.class);
            return row != null
                    && row.length() == manifest.size()
                    && row.modified() == manifest.lastModifiedTime().toMillis();
        } catch (NoSuchFileException e) {
            return row == null || row.length() == 0;
        }
    }

    /** Brings the index in step with a manifest that was written before this process, or by nobody we know. */
    private void catchUp(@Nullable ScopeRow known) throws IOException {
        if (Files.notExists(layout.manifest())) {
            if (Files.exists(layout.segments()) && known != null && known.length() > 0) {
                throw new DamagedContent(
                        "The journal " + layout.manifest() + " is missing, and with it the names of all files of " + id
                                + ". Restore it from a backup, or delete its directory.");
            }
            forget(known);
            return;
        }
        ScopeRow row = known == null ? shared.index().create(id) : known;
        if (row.length() == ScopeRow.INCOMPLETE) {
            forget(row);
            row = shared.index().create(id);
        }
        replay(row);
    }

    private void forget(@Nullable ScopeRow row) {
        if (row != null) {
            shared.listener().forget(id);
            shared.index().forget(id, row);
        }
    }

    private void replay(ScopeRow known) throws IOException {
        ScopeRow row = known;
        long end = 0;
        try (JournalReader spans = new JournalReader(layout.manifest(), 0)) {
            for (JournalReader.Span span = spans.nextSpan(); span != null; span = spans.nextSpan()) {
                if (span.last() instanceof Line.Header header && header.generation() != row.generation()) {
                    forget(row);
                    row = shared.index().create(id);
                    row = new ScopeRow(row.number(), header.generation(), 0, 0, 0, 0);
                }
                end = span.end();
                if (end > row.length()) {
                    row = replay(row, span);
                }
            }
        }
        if (end == 0 && row.length() == 0) {
            // Its creator died before the header was whole: nothing was ever committed.
            Files.delete(layout.manifest());
            return;
        }
        if (end < row.length()) {
            throw new DamagedContent("The journal " + layout.manifest() + " holds only " + end + " of " + row.length()
                    + " bytes. Restore it from a backup, or rebuild the catalog to go on with what it holds.");
        }
        cutTail(end);
        shared.index().put(id, row.at(end, row.commit(), modified()));
    }

    private ScopeRow replay(ScopeRow row, JournalReader.Span span) throws IOException {
        if (span.last() instanceof Line.Commit commit) {
            try (JournalReader lines = new JournalReader(layout.manifest(), span.start())) {
                return apply(row, commit, lines, span.end()).row();
            }
        }
        return row.at(span.end(), row.commit(), 0);
    }

    private void cutTail(long end) throws IOException {
        if (Files.size(layout.manifest()) > end) {
            try (var channel =
                    java.nio.channels.FileChannel.open(layout.manifest(), java.nio.file.StandardOpenOption.WRITE)) {
                channel.truncate(end);
            }
        }
    }

    private long modified() throws IOException {
        return Files.getLastModifiedTime(layout.manifest()).toMillis();
    }

    /** A commit that is durable and that the index knows. */
    record Applied(ScopeRow row, Line.Commit commit, PushInfo push, Applier.Outcome outcome) {}

    /**
     * Appends the lines of {@code journals}, in that order, as one commit. Only under the write lock.
     *
     * @param journals whole files of lines
     */
    Applied append(@Nullable ScopeRow known, Commit commit, Path... journals) throws IOException {
        ScopeRow row = known != null && known.length() > 0 ? known : createManifest(known);
        Line.Commit line = commit.line(row.commit() + 1, shared.clock().instant());
        long end;
        try (java.io.InputStream lines = Journals.concatenated(journals)) {
            end = Manifest.append(layout.manifest(), row.length(), lines, line, shared.durability());
        }
        try (JournalReader lines = new JournalReader(layout.manifest(), row.length())) {
            Applied applied = apply(row, line, lines, end);
            ScopeRow written = applied.row();
            shared.index().put(id, written.at(end, written.commit(), modified()));
            return applied;
        }
    }

    /** What a commit is about. */
    record Commit(
            Line.Kind kind,
            long lines,
            String by,
            @Nullable ExpireIn expireIn,
            @Nullable String id,
            Line.Totals totals) {
        Line.Commit line(long number, Instant now) {
            return new Line.Commit(
                    number,
                    lines,
                    kind,
                    now.getEpochSecond(),
                    now.getNano(),
                    by,
                    expireIn == null ? null : expireIn.toString(),
                    id,
                    totals);
        }
    }

    Line.Header header(long generation) {
        return new Line.Header(
                id.scope(), id.project(), id.workflow().orElse(null), id.job().orElse(null), generation);
    }

    /** The manifest has been replaced by a shorter one that says the same. Only under the write lock. */
    void replaced(ScopeRow row, long generation, long kept) throws IOException {
        long length = Files.size(layout.manifest());
        shared.index().put(id, new ScopeRow(row.number(), generation, length, row.commit(), modified(), kept));
    }

    private ScopeRow createManifest(@Nullable ScopeRow known) throws IOException {
        ScopeRow row = known == null ? shared.index().create(id) : known;
        Files.createDirectories(layout.directory());
        long length = Manifest.create(layout.manifest(), header(row.generation()));
        shared.durability().syncDirectory(layout.directory());
        return row.at(length, row.commit(), 0);
    }

    private Applied apply(ScopeRow row, Line.Commit commit, JournalReader lines, long end) throws IOException {
        PushInfo push = new PushInfo(
                commit.number(),
                Instant.ofEpochSecond(commit.epochSecond(), commit.nano()),
                commit.by(),
                commit.expireIn() == null ? null : ExpireIn.parse(commit.expireIn()));
        boolean large = commit.lines() > LARGE;
        if (large) {
            shared.index().put(id, row.at(ScopeRow.INCOMPLETE, row.commit(), 0));
        }
        Applied[] applied = new Applied[1];
        IndexFile.Change<IOException> whole = () -> {
            Applier applier = new Applier(shared, id, row, push);
            for (Line line = lines.next(end); line != null; line = lines.next(end)) {
                applier.apply(line);
                if (large) {
                    shared.file().saveWhenLarge();
                }
            }
            applied[0] = finish(row, commit, push, applier, end);
        };
        if (large) {
            // Saved in parts: a crash meanwhile is seen by the row, and all of the scope is told anew.
            whole.run();
        } else {
            try {
                shared.file().change(whole);
            } catch (IOException | RuntimeException | Error e) {
                // Half of it may be told already: all of the scope is told anew.
                shared.index().put(id, row.at(ScopeRow.INCOMPLETE, row.commit(), 0));
                throw e;
            }
        }
        return applied[0];
    }

    private Applied finish(ScopeRow row, Line.Commit commit, PushInfo push, Applier applier, long end) {
        Applier.Outcome outcome = applier.done();
        if (commit.kind() == Line.Kind.PUSH) {
            String expireIn = commit.expireIn() == null ? "" : commit.expireIn();
            String commitId = commit.id() == null ? "" : commit.id();
            PushRow pushed = new PushRow(push.pushed(), commit.by(), expireIn, commitId, commit.totals());
            shared.index().put(row, commit.number(), pushed);
        }
        ScopeRow next = row.at(end, commit.number(), 0);
        shared.index().put(id, next);
        return new Applied(next, commit, push, outcome);
    }
}
