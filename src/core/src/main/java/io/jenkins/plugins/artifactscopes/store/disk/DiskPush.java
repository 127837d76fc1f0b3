package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushOptions;
import io.jenkins.plugins.artifactscopes.store.PushReceipt;
import io.jenkins.plugins.artifactscopes.store.PushRefused;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import io.jenkins.plugins.artifactscopes.store.TreeOrder;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.ScopeRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A push on its way: its lines wait in a journal of their own, its contents where they are going to stay. */
final class DiskPush implements ScopePush {
    private static final Logger LOGGER = Logger.getLogger(DiskPush.class.getName());
    private static final int MAX_TARGET = 4096;

    private final DiskScopeStore store;
    private final DiskScopeStore.Use use;
    private final DiskScope scope;
    private final String key;
    private final StagedContents contents;
    private final JournalWriter journal;
    private final LargeFile large;
    private final TreeOrder order = new TreeOrder();
    private final StagedNames names = new StagedNames();
    private Line.Totals totals = Line.Totals.NONE;
    private long recalled;
    private final Links links;
    private boolean ended;
    private boolean closed;
    private boolean broken;

    /** @param whole whether what an earlier attempt left is known to be whole */
    DiskPush(DiskScopeStore store, DiskScopeStore.Use use, String key, boolean whole) throws IOException {
        this.store = store;
        this.use = use;
        this.scope = use.scope();
        this.key = key;
        DiskLayout layout = scope.layout();
        Files.createDirectories(layout.staging());
        StagedContents.Numbers numbers = this::nextNumber;
        large = new LargeFile(
                layout, key, numbers, this::arrived, store.shared().durability(), store.executor());
        links = new Links(store, layout, numbers);
        Resumption resumption = new Resumption(store.shared(), layout, key, numbers, store.executor());
        scope.read(row -> {
            resumption.forgetIfCommitted(row);
            return true;
        });
        if (Files.exists(layout.staged(key)) && !whole) {
            resumption.keepWhatHolds();
        }
        journal = new JournalWriter(layout.staged(key), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        contents = new StagedContents(layout, numbers, journal, store.shared().durability(), store.executor());
        try {
            resumption.forEachLine(this::recall);
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /** What an earlier attempt has brought is complete, and perhaps not on disk. */
    private void recall(Line line) throws IOException {
        recalled++;
        if (line instanceof Line.Sealed sealed) {
            contents.sealed(sealed);
        }
        if (line instanceof Line.Put put) {
            Place place = put.row().place();
            if (place.isFile()) {
                contents.completed(scope.layout().content(place), put.row().size());
            }
            ArtifactPath path = ArtifactPath.of(put.path());
            order.next(path, put.row().kind());
            names.add(path);
            totals = totals.plus(put.row());
        }
    }

    private long nextNumber() throws IOException {
        return scope.contents()
                .nextNumber(store.index()
                        .scope(scope.id())
                        .map(store.index()::lastNumber)
                        .orElse(0L));
    }

    @Override
    public long arrived() {
        return totals.files() + totals.links() + totals.directories();
    }

    @Override
    public long arrivedBytes() throws IOException {
        return large.arrivedBytes();
    }

    @Override
    public void directory(ArtifactPath path, int mode, Instant modified) throws IOException {
        order.next(path, Entry.Kind.DIRECTORY);
        writing(() -> {
            contents.directory(path.value(), mode, modified);
            add(path, Row.directory(mode & 0777, modified));
        });
    }

    @Override
    public void link(ArtifactPath path, String target, Instant modified) throws IOException {
        if (target.isEmpty()
                || target.getBytes(StandardCharsets.UTF_8).length > MAX_TARGET
                || target.indexOf('\0') >= 0) {
            throw new PushRefused(
                    "The target of the link " + path + " is empty or longer than " + MAX_TARGET + " bytes.");
        }
        order.next(path, Entry.Kind.LINK);
        writing(() -> {
            contents.link(path.value(), target, modified);
            add(path, Row.link(target, modified));
        });
    }

    @Override
    public void file(ArtifactPath path, int mode, Instant modified, SmallContent content) throws IOException {
        order.next(path, Entry.Kind.FILE);
        writing(() -> small(path, mode, modified, content));
    }

    private void small(ArtifactPath path, int mode, Instant modified, SmallContent content) throws IOException {
        Place place = contents.small(path.value(), mode & 0777, modified, content);
        add(
                path,
                Row.file(
                        content.length(),
                        content.digest(),
                        mode & 0777,
                        modified,
                        content.length() == 0 ? Place.NOWHERE : place));
    }

    @Override
    public Digest file(ArtifactPath path, int mode, Instant modified, long size, InputStream content, DigestCheck check)
            throws IOException {
        if (size <= SMALL) {
            byte[] bytes = content.readNBytes((int) size);
            if (bytes.length < size) {
                throw LargeFile.early(path, bytes.length, size);
            }
            SmallContent small = SmallContent.of(bytes, bytes.length);
            check.check(small.digest());
            file(path, mode, modified, small);
            return small.digest();
        }
        // So that after a crash what came before is there too; without it a part of this file would be of no use.
        writing(() -> {
            contents.flush();
            journal.flush();
        });
        LargeFile.Received received = large.receive(path, size, content, check);
        order.next(path, Entry.Kind.FILE);
        writing(() -> {
            add(path, Row.file(size, received.digest(), mode & 0777, modified, received.place()));
            large.forget();
            contents.completed(scope.layout().content(received.place()), size);
        });
        return received.digest();
    }

    @Override
    public boolean known(
            ArtifactPath path, int mode, Instant modified, long size, Digest digest, ScopeStore.Known known)
            throws IOException {
        Optional<Links.Linked> linked = links.link(known, size, digest);
        if (linked.isEmpty()) {
            return false;
        }
        order.next(path, Entry.Kind.FILE);
        writing(() -> {
            add(path, Row.file(size, digest, mode & 0777, modified, linked.get().place()));
            Line.Sealed sealed = linked.get().newSegment();
            if (sealed != null) {
                addLine(sealed);
            }
        });
        return true;
    }

    @Override
    public Names names(PushOptions.Overwrite overwrite) {
        return new PlannedNames(store.shared(), scope, overwrite);
    }

    private void add(ArtifactPath path, Row row) throws IOException {
        addLine(new Line.Put(path.value(), row));
        names.add(path);
        totals = totals.plus(row);
    }

    private void addLine(Line line) throws IOException {
        journal.add(line);
    }

    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }

    /** After a failure of our own disk nothing of the push can be relied on, and its space is better given back. */
    private void writing(Write write) throws IOException {
        try {
            write.run();
        } catch (IOException | RuntimeException e) {
            broken = true;
            throw e;
        }
    }

    @Override
    public PushReceipt commit(PushOptions options, Wanted wanted) throws IOException {
        if (totals.equals(Line.Totals.NONE)) {
            throw new PushRefused("The push brings nothing.");
        }
        writing(() -> {
            contents.seal();
            journal.flush();
            contents.sync();
            contents.syncDirectories();
        });
        PushCommit commit = new PushCommit(store.shared(), scope, key, names);
        PushReceipt receipt = scope.write(row -> commit(commit, row, options, wanted));
        commit.removeDead();
        rewriteJournal();
        return receipt;
    }

    private void rewriteJournal() {
        try {
            new JournalRewrite(store.shared(), scope).run();
        } catch (IOException | RuntimeException e) {
            // The push is committed, and the journal stays as long as it is: a later commit tries again.
            LOGGER.log(Level.WARNING, "The journal of " + scope.id() + " could not be made shorter", e);
        }
    }

    private PushReceipt commit(PushCommit commit, @Nullable ScopeRow row, PushOptions options, Wanted wanted)
            throws IOException {
        PushReceipt receipt;
        synchronized (store.admission(scope.id())) {
            receipt = commit.commit(row, options, totals, recalled + journal.lines(), wanted);
        }
        end();
        return receipt;
    }

    private void end() throws IOException {
        journal.close();
        contents.close();
        forget();
    }

    private void forget() throws IOException {
        ended = true;
        Files.deleteIfExists(scope.layout().staged(key));
        Files.deleteIfExists(scope.layout().partial(key));
        store.index().scope(scope.id()).ifPresent(row -> store.index().unstage(row, key));
    }

    @Override
    public void abort() throws IOException {
        contents.close();
        journal.abandon();
        scope.read(row -> {
            StagedPush.remove(store.index(), row, scope.layout(), key);
            return true;
        });
        forget();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        boolean whole = false;
        try {
            if (!ended && isReliable()) {
                journal.close();
                whole = true;
            } else if (!ended) {
                abort();
            }
        } finally {
            store.closed(use, key, whole);
        }
    }

    /** Ends what is being written, and tells whether our own disk has taken all so far. */
    private boolean isReliable() throws IOException {
        if (broken || large.diskFailed()) {
            return false;
        }
        contents.seal();
        return !contents.diskFailed();
    }
}
