package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.DamagedContent;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import io.jenkins.plugins.artifactscopes.store.disk.EntryIndex.RowAt;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.PathKey;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.ScopeRow;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.SegmentRow;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/** A new segment with what lived in an old one at one moment. Made without a lock; on a lease, so that the old one stays. */
final class SegmentCopy implements Closeable {
    /** Bytes that are written between two syncs: somebody else's sync, on many file systems, waits for as much. */
    private static final long UNSYNCED = 4 << 20;

    private final Shared shared;
    private final DiskScope scope;
    private final long old;
    /** Of one segment, so bounded by what a segment holds. */
    private final List<Move> moves = new ArrayList<>();

    private final Set<String> done = new HashSet<>();
    private long number;
    private long unsynced;
    private boolean kept;
    private Line.@Nullable Sealed sealed;

    /** @param old the number of the segment that is copied from */
    SegmentCopy(Shared shared, DiskScope scope, long old) {
        this.shared = shared;
        this.scope = scope;
        this.old = old;
    }

    /** An entry that has a copy. */
    record Move(String path, Place from, Place to) {}

    /** What the index said when copying began. */
    private record Snapshot(ScopeRow row, SegmentRow segment, RootReference<PathKey, Row> root, long lease) {}

    /** Copies; false when there is no such segment any more. */
    boolean run() throws IOException {
        MVStore.TxCounter pages = shared.file().store().registerVersionUsage();
        try {
            Optional<Snapshot> snapshot = scope.read(this::snapshot);
            if (snapshot.isPresent()) {
                copyOnLease(snapshot.get());
            }
            return snapshot.isPresent();
        } finally {
            shared.file().store().deregisterVersionUsage(pages);
        }
    }

    private void copyOnLease(Snapshot snapshot) throws IOException {
        try {
            copy(snapshot);
        } finally {
            scope.contents().release(snapshot.lease);
        }
    }

    private Optional<Snapshot> snapshot(@Nullable ScopeRow row) throws IOException {
        SegmentRow segment = row == null ? null : shared.index().segment(row, old);
        if (row == null || segment == null) {
            return Optional.empty();
        }
        number = scope.contents().nextNumber(shared.index().lastNumber(row));
        return Optional.of(new Snapshot(
                row,
                segment,
                shared.index().entries.flushAndGetRoot(),
                scope.contents().lease()));
    }

    /** The segment's own directory names its entries; those that the index has there are copied. */
    private void copy(Snapshot snapshot) throws IOException {
        Path from = scope.layout().segment(old);
        Path to = scope.layout().segment(number);
        try (ZipFile zip = new ZipFile(from.toFile());
                FileChannel channel = FileChannel.open(from, StandardOpenOption.READ);
                SegmentWriter segment = new SegmentWriter(to, number)) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                String name = entries.nextElement().getName();
                Row row = name.endsWith("/") ? null : EntryIndex.row(snapshot.root, snapshot.row.number(), name);
                copy(name, row, channel, segment);
            }
            if (moves.size() < snapshot.segment.live()) {
                copyByPlace(snapshot, channel, segment);
            }
            sealed = segment.seal();
        }
        shared.durability().syncFile(to);
        shared.durability().syncDirectory(scope.layout().segments());
    }

    /** A segment that came as a link from another scope may know its entries by other names. */
    private void copyByPlace(Snapshot snapshot, FileChannel from, SegmentWriter to) throws IOException {
        Iterator<RowAt> rows = EntryIndex.rows(snapshot.root, snapshot.row.number(), ArtifactPath.ROOT);
        while (rows.hasNext()) {
            RowAt row = rows.next();
            copy(row.path(), row.row(), from, to);
        }
    }

    private void copy(String path, @Nullable Row row, FileChannel from, SegmentWriter to) throws IOException {
        if (row == null || !row.place().isSegment() || row.place().number() != old || !done.add(path)) {
            return;
        }
        InputStream in = Channels.newInputStream(from.position(row.place().offset()));
        byte[] bytes = in.readNBytes((int) row.size());
        SmallContent content = SmallContent.of(bytes, bytes.length);
        if (!content.digest().equals(row.requireDigest())) {
            throw new DamagedContent("The content of " + path + " in " + scope.id() + " is damaged, in "
                    + scope.layout().segment(old) + ". It is left as it is; push it again.");
        }
        moves.add(new Move(path, row.place(), to.file(path, row.mode(), row.modified(), content)));
        unsynced += bytes.length;
        if (unsynced > UNSYNCED) {
            unsynced = 0;
            to.flush();
            shared.durability().syncFile(scope.layout().segment(number));
        }
    }

    /** The new segment's number. */
    long number() {
        return number;
    }

    List<Move> moves() {
        return moves;
    }

    Line.Sealed sealed() {
        if (sealed == null) {
            throw new IllegalStateException("The copy is not made yet");
        }
        return sealed;
    }

    /** The new segment is needed from now on. */
    void keep() {
        kept = true;
    }

    boolean isKept() {
        return kept;
    }

    /** Removes the new segment, unless it is needed. */
    @Override
    public void close() throws IOException {
        if (!kept && number > 0) {
            Files.deleteIfExists(scope.layout().segment(number));
        }
    }
}
