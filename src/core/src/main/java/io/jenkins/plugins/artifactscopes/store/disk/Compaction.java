package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.DamagedContent;
import io.jenkins.plugins.artifactscopes.store.Removal;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.ScopeRow;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.SegmentRow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Copies what lives in mostly dead segments into new ones, one segment at a time, and removes the old. */
final class Compaction {
    private final Shared shared;
    private final DiskScope scope;
    /** Of one segment, so bounded by what a segment holds. */
    private final Set<String> done = new HashSet<>();

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
        return scope.write(row -> {
            if (row == null || shared.index().segment(row, number) == null) {
                return Removal.NOTHING;
            }
            DiskLayout layout = scope.layout();
            Files.createDirectories(layout.staging());
            Path journal = Files.createTempFile(layout.staging(), "compact", ".lines");
            long next = scope.contents().nextNumber(shared.index().lastNumber(row));
            try {
                long lines = copy(row, number, next, journal);
                DiskScope.Commit commit =
                        new DiskScope.Commit(Line.Kind.COMPACT, lines, "", null, null, Line.Totals.NONE);
                Applier.Outcome outcome = scope.append(row, commit, journal).outcome();
                Removal removal = new Removal(0, 0, -Files.size(layout.segment(next)), 0);
                for (Place place : outcome.dead()) {
                    removal = removal.plus(scope.contents().remove(place));
                }
                return removal;
            } catch (IOException | RuntimeException e) {
                if (shared.index()
                        .scope(scope.id())
                        .map(now -> shared.index().segment(now, next) == null)
                        .orElse(true)) {
                    Files.deleteIfExists(layout.segment(next));
                }
                throw e;
            } finally {
                Files.deleteIfExists(journal);
            }
        });
    }

    /** The segment's own directory names its entries; those that the index still has there are copied. */
    private long copy(ScopeRow row, long number, long next, Path journal) throws IOException {
        DiskLayout layout = scope.layout();
        long count = 0;
        done.clear();
        try (ZipFile zip = ZipFile.builder().setPath(layout.segment(number)).get();
                FileChannel channel = FileChannel.open(layout.segment(number), StandardOpenOption.READ);
                JournalWriter lines = new JournalWriter(journal, StandardOpenOption.WRITE);
                SegmentWriter segment = new SegmentWriter(layout.segment(next), next)) {
            Enumeration<ZipArchiveEntry> entries = zip.getEntries();
            while (entries.hasMoreElements()) {
                count += copy(row, entries.nextElement().getName(), number, channel, segment, lines);
            }
            SegmentRow known = shared.index().segment(row, number);
            if (known != null && count < known.live()) {
                count = copyByPlace(row, number, channel, segment, lines, count);
            }
            lines.add(segment.seal());
        }
        shared.durability().syncFile(layout.segment(next));
        shared.durability().syncDirectory(layout.segments());
        return count + 1;
    }

    /** A segment that came as a link from another scope may know its entries by other names. */
    private long copyByPlace(
            ScopeRow row, long number, FileChannel from, SegmentWriter to, JournalWriter lines, long copied)
            throws IOException {
        Set<String> names = new HashSet<>();
        shared.index().forEach(row, ArtifactPath.ROOT, (path, entry) -> {
            if (entry.place().isSegment() && entry.place().number() == number) {
                names.add(path);
            }
        });
        long count = copied;
        for (String name : names) {
            if (!done.contains(name)) {
                count += copy(row, name, number, from, to, lines);
            }
        }
        return count;
    }

    private int copy(ScopeRow row, String path, long number, FileChannel from, SegmentWriter to, JournalWriter lines)
            throws IOException {
        Row entry = path.endsWith("/") ? null : shared.index().entry(row, path);
        if (entry == null || !entry.place().isSegment() || entry.place().number() != number) {
            return 0;
        }
        InputStream in = Channels.newInputStream(from.position(entry.place().offset()));
        byte[] bytes = in.readNBytes((int) entry.size());
        SmallContent content = SmallContent.of(bytes, bytes.length);
        if (!content.digest().equals(entry.requireDigest())) {
            throw new DamagedContent("The content of " + path + " in " + scope.id() + " is damaged, in "
                    + scope.layout().segment(number) + ". It is left as it is; push it again.");
        }
        lines.add(new Line.Moved(path, to.file(path, entry.mode(), entry.modified(), content)));
        done.add(path);
        return 1;
    }
}
