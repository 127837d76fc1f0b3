package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.disk.EntryIndex.RowAt;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.PathKey;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.PushRow;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.ScopeRow;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.SegmentRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Optional;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RootReference;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a journal that is mostly history by one with what is left of it: every push that still has something, as a commit of its old
 * number, time and author, with the lines that still hold. It is written while others read and push; what they have committed meanwhile is
 * copied behind it as it is, under the lock.
 */
final class JournalRewrite {
    /** Bytes: a smaller journal is left alone. */
    private static final long SMALL = 256 << 10;

    /** Bytes: a line that puts a file with a name of usual length takes less than half of it. */
    private static final long LINE = 700;

    private final Shared shared;
    private final DiskScope scope;

    JournalRewrite(Shared shared, DiskScope scope) {
        this.shared = shared;
        this.scope = scope;
    }

    /** Whether a rewrite would make the journal much shorter. */
    static boolean isWorthIt(EntryIndex index, ScopeRow row) {
        return row.length() > SMALL + 2 * row.kept() && row.length() > SMALL + LINE * index.count(row);
    }

    /** Rewrites the journal if that is worth it and nobody does so already. */
    void run() throws IOException {
        if (scope.rewriting().compareAndSet(false, true)) {
            try {
                runAlone();
            } finally {
                scope.rewriting().set(false);
            }
        }
    }

    private void runAlone() throws IOException {
        if (!scope.read(row -> row != null && isWorthIt(shared.index(), row))) {
            return;
        }
        MVStore.TxCounter pages = shared.file().store().registerVersionUsage();
        Path next = scope.layout().nextManifest();
        try {
            Optional<Snapshot> snapshot = scope.read(row -> Optional.ofNullable(row)
                    .map(now -> new Snapshot(now, shared.index().entries.flushAndGetRoot())));
            if (snapshot.isPresent()) {
                long kept = write(snapshot.get(), next);
                scope.write(row -> replace(snapshot.get().row, row, kept));
            }
        } finally {
            shared.file().store().deregisterVersionUsage(pages);
            Files.deleteIfExists(next);
        }
    }

    private record Snapshot(ScopeRow row, RootReference<PathKey, Row> root) {}

    private long write(Snapshot snapshot, Path next) throws IOException {
        Path sorted = Files.createTempFile(scope.layout().directory(), "rewrite", ".mv");
        Files.delete(sorted);
        try (MVStore store = new MVStore.Builder().fileName(sorted.toString()).open()) {
            Told told = new Told(store.openMap("artifacts"), store.openMap("segments"));
            MVMap<PathKey, String> byPush = store.openMap(
                    "byPush",
                    new MVMap.Builder<PathKey, String>().keyType(RowTypes.PATH).valueType(StringDataType.INSTANCE));
            Iterator<RowAt> rows = EntryIndex.rows(snapshot.root, snapshot.row.number(), ArtifactPath.ROOT);
            while (rows.hasNext()) {
                RowAt row = rows.next();
                byPush.put(new PathKey(Math.toIntExact(row.row().push()), row.path()), "");
            }
            return write(snapshot, told, byPush, next);
        } finally {
            Files.deleteIfExists(sorted);
        }
    }

    private long write(Snapshot snapshot, Told told, MVMap<PathKey, String> byPush, Path next) throws IOException {
        long length = Manifest.create(next, scope.header(snapshot.row.generation() + 1));
        PathKey key = byPush.firstKey();
        while (key != null) {
            int push = key.scope();
            Path lines = Files.createTempFile(scope.layout().directory(), "rewrite", ".lines");
            try {
                long count = 0;
                try (JournalWriter journal = new JournalWriter(lines, StandardOpenOption.WRITE)) {
                    for (; key != null && key.scope() == push; key = byPush.higherKey(key)) {
                        count += put(snapshot, told, key.path(), journal);
                    }
                }
                length = append(snapshot.row, push, count, next, length, lines);
            } finally {
                Files.delete(lines);
            }
        }
        long last = snapshot.row.commit();
        Line.Commit end = new Line.Commit(last, 0, Line.Kind.COMPACT, 0, 0, "", null, null, Line.Totals.NONE);
        return Manifest.append(next, length, InputStream.nullInputStream(), end, Durability.PROCESS);
    }

    /** What has its line already. On disk too, for there is no limit to artifacts. */
    private record Told(MVMap<String, Boolean> artifacts, MVMap<Long, Boolean> segments) {}

    private long put(Snapshot snapshot, Told told, String path, JournalWriter journal) throws IOException {
        Row row = EntryIndex.row(snapshot.root, snapshot.row.number(), path);
        if (row == null) {
            throw new IllegalStateException(path + " is not in the snapshot that named it");
        }
        long lines = 1;
        String artifact = ArtifactPath.of(path).artifact();
        Long id = shared.index().artifact(snapshot.row, artifact);
        if (told.artifacts.putIfAbsent(artifact, true) == null) {
            // One that has gone meanwhile goes again further down, where the newest commits are copied to.
            journal.add(new Line.Artifact(artifact, id == null ? shared.ids().getAsLong() : id));
            lines++;
        }
        journal.add(new Line.Put(path, row));
        Place place = row.place();
        SegmentRow segment = place.isSegment() ? shared.index().segment(snapshot.row, place.number()) : null;
        if (segment != null && told.segments.putIfAbsent(place.number(), true) == null) {
            journal.add(new Line.Sealed(place.number(), segment.bytes(), segment.crc32c()));
            lines++;
        }
        return lines;
    }

    private long append(ScopeRow row, int push, long count, Path next, long length, Path lines) throws IOException {
        PushRow info = shared.index().pushRow(row, push);
        Line.Commit commit = new Line.Commit(
                push,
                count,
                Line.Kind.PUSH,
                info.pushed().getEpochSecond(),
                info.pushed().getNano(),
                info.by(),
                RowTypes.emptyToNull(info.expireIn()),
                RowTypes.emptyToNull(info.id()),
                info.totals());
        try (InputStream in = Files.newInputStream(lines)) {
            return Manifest.append(next, length, in, commit, Durability.PROCESS);
        }
    }

    private boolean replace(ScopeRow old, @Nullable ScopeRow now, long kept) throws IOException {
        if (now == null || now.generation() != old.generation()) {
            return false;
        }
        Path next = scope.layout().nextManifest();
        try (FileChannel from = FileChannel.open(scope.layout().manifest(), StandardOpenOption.READ);
                FileChannel to = FileChannel.open(next, StandardOpenOption.WRITE)) {
            to.position(kept);
            Channels.newInputStream(from.position(old.length())).transferTo(Channels.newOutputStream(to));
            shared.durability().sync(to);
        }
        Files.move(
                next, scope.layout().manifest(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        shared.durability().syncDirectory(scope.layout().directory());
        scope.replaced(now, old.generation() + 1, kept);
        return true;
    }
}
