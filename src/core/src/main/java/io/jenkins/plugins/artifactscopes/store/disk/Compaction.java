package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.store.Removal;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.ScopeRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies what lives in mostly dead segments into new ones, one segment at a time, and removes the old. It copies while others read, push
 * and delete; only to note where the copies are it takes the lock, for some of them at a time.
 */
final class Compaction {
    /** Entries that are noted under one lock: a push waits for no more, and for one sync. */
    static final int BATCH = 256;

    private final Shared shared;
    private final DiskScope scope;

    Compaction(Shared shared, DiskScope scope) {
        this.shared = shared;
        this.scope = scope;
    }

    Removal compact() throws IOException {
        Removal removal = Removal.NOTHING;
        long last = 0;
        while (true) {
            long after = last;
            long sparse = scope.read(row -> row == null ? -1L : shared.index().nextSparse(row, after));
            if (sparse < 0) {
                new JournalRewrite(shared, scope).run();
                return removal;
            }
            removal = removal.plus(compact(sparse));
            last = sparse;
        }
    }

    private Removal compact(long number) throws IOException {
        DiskLayout layout = scope.layout();
        Files.createDirectories(layout.staging());
        // Its being there keeps the new segment from being taken for an orphan.
        Path journal = Files.createTempFile(layout.staging(), "compact", ".lines");
        try (SegmentCopy copy = new SegmentCopy(shared, scope, number)) {
            return copy.run() ? adopt(copy, journal) : Removal.NOTHING;
        } finally {
            Files.deleteIfExists(journal);
        }
    }

    /**
     * Makes copies count, as far as what they are of is still there.
     *
     * @param journal a file for lines
     */
    Removal adopt(SegmentCopy copy, Path journal) throws IOException {
        List<Place> dead = new ArrayList<>();
        Removal removal =
                note(copy, journal, dead) ? new Removal(0, 0, -copy.sealed().bytes(), 0) : Removal.NOTHING;
        for (Place place : dead) {
            removal = removal.plus(scope.contents().remove(place));
        }
        return removal;
    }

    /** Notes all copies; whether any was still wanted. */
    private boolean note(SegmentCopy copy, Path journal, List<Place> dead) throws IOException {
        List<SegmentCopy.Move> moves = copy.moves();
        boolean moved = false;
        for (int from = 0; from < moves.size(); from += BATCH) {
            List<SegmentCopy.Move> batch = moves.subList(from, Math.min(moves.size(), from + BATCH));
            shared.file().saveEarly();
            moved |= scope.write(row -> note(row, copy, batch, journal, dead));
        }
        return moved;
    }

    private boolean note(
            @Nullable ScopeRow row, SegmentCopy copy, List<SegmentCopy.Move> batch, Path journal, List<Place> dead)
            throws IOException {
        // Once all that was noted of it has been deleted again, the new segment goes, and the rest stays where it is.
        if (row == null || (copy.isKept() && shared.index().segment(row, copy.number()) == null)) {
            return false;
        }
        long lines = 0;
        try (JournalWriter journalWriter = new JournalWriter(journal, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (SegmentCopy.Move move : batch) {
                Row now = shared.index().entry(row, move.path());
                if (now != null && now.place().equals(move.from())) {
                    journalWriter.add(new Line.Moved(move.path(), move.to()));
                    lines++;
                }
            }
            if (lines > 0 && !copy.isKept()) {
                journalWriter.add(copy.sealed());
                lines++;
            }
        }
        if (lines == 0) {
            return false;
        }
        DiskScope.Commit commit = new DiskScope.Commit(Line.Kind.COMPACT, lines, "", null, null, Line.Totals.NONE);
        dead.addAll(scope.append(row, commit, journal).outcome().dead());
        copy.keep();
        return true;
    }
}
