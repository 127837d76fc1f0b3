package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.ArtifactNotFound;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.Removal;
import io.jenkins.plugins.artifactscopes.store.disk.EntryIndex.RowAt;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.ScopeRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Deletes from one scope: first the names, durably and for every reader, then the bytes. */
final class Deletion {
    private final Shared shared;
    private final DiskScope scope;

    Deletion(Shared shared, DiskScope scope) {
        this.shared = shared;
        this.scope = scope;
    }

    Removal delete(ArtifactPath path) throws IOException {
        return removed(scope.write(row -> {
            boolean there = row != null
                    && (path.isRoot()
                            ? !shared.index().isEmpty(row)
                            : shared.index().entry(row, path.value()) != null
                                    || shared.index().firstBelow(row, path.value()) != null);
            if (!there) {
                throw ArtifactNotFound.of(scope.id(), path);
            }
            return commit(row, lines -> lines.add(new Line.Remove(path.value())));
        }));
    }

    Removal delete(Iterable<Entry> entries) throws IOException {
        shared.file().saveEarly();
        Applier.Outcome files = scope.write(row -> row == null ? Applier.Outcome.NOTHING : deleteFiles(row, entries));
        Applier.Outcome hollow = scope.write(row -> row == null ? Applier.Outcome.NOTHING : deleteHollow(row, entries));
        return removed(files).plus(removed(hollow));
    }

    private Applier.Outcome deleteFiles(ScopeRow row, Iterable<Entry> entries) throws IOException {
        return commit(row, lines -> {
            for (Entry entry : entries) {
                Row there = shared.index().entry(row, entry.path().value());
                if (there != null
                        && !there.isDirectory()
                        && there.push() == entry.push().number()) {
                    lines.add(new Line.Remove(entry.path().value()));
                }
            }
        });
    }

    /** Deletes the artifacts that have only directories left. */
    private Applier.Outcome deleteHollow(ScopeRow row, Iterable<Entry> entries) throws IOException {
        Set<String> thinned = new HashSet<>();
        entries.forEach(entry -> thinned.add(entry.path().artifact()));
        return commit(row, lines -> {
            for (String artifact : thinned) {
                if (shared.index().artifact(row, artifact) != null && isHollow(row, artifact)) {
                    lines.add(new Line.Remove(artifact));
                }
            }
        });
    }

    private boolean isHollow(ScopeRow row, String artifact) {
        Iterator<RowAt> rows =
                EntryIndex.rows(shared.index().entries.flushAndGetRoot(), row.number(), ArtifactPath.of(artifact));
        while (rows.hasNext()) {
            if (!rows.next().row().isDirectory()) {
                return false;
            }
        }
        return true;
    }

    @FunctionalInterface
    private interface Removals {
        void into(Lines lines) throws IOException;
    }

    @FunctionalInterface
    private interface Lines {
        void add(Line.Remove line) throws IOException;
    }

    private Applier.Outcome commit(@Nullable ScopeRow row, Removals removals) throws IOException {
        Files.createDirectories(scope.layout().staging());
        Path journal = Files.createTempFile(scope.layout().staging(), "delete", ".lines");
        try {
            long[] count = {0};
            try (JournalWriter lines = new JournalWriter(journal, StandardOpenOption.WRITE)) {
                removals.into(line -> {
                    lines.add(line);
                    count[0]++;
                });
            }
            if (count[0] == 0) {
                return Applier.Outcome.NOTHING;
            }
            DiskScope.Commit commit =
                    new DiskScope.Commit(Line.Kind.DELETE, count[0], "", null, null, Line.Totals.NONE);
            return scope.append(row, commit, journal).outcome();
        } finally {
            Files.deleteIfExists(journal);
        }
    }

    /** Gives the space back, but for the whole scope without its lock: nobody finds these contents any more. */
    Removal removed(Applier.Outcome outcome) throws IOException {
        Removal space = Removal.NOTHING;
        IOException failure = null;
        for (Place place : outcome.dead()) {
            try {
                space = space.plus(scope.contents().remove(place));
            } catch (IOException e) {
                failure = Contents.suppressed(failure, e);
            }
        }
        if (failure != null) {
            throw new IOException(
                    "The names are deleted, but not all of their space is free: " + failure.getMessage(), failure);
        }
        long later = Math.max(0, outcome.removedBytes() - space.freedBytes());
        return new Removal(outcome.removedFiles(), outcome.removedBytes(), space.freedBytes(), later);
    }

    /** Deletes all names, and nothing where there are none. */
    Removal deleteAll(ScopeRow row) throws IOException {
        return shared.index().isEmpty(row)
                ? Removal.NOTHING
                : removed(commit(row, lines -> lines.add(new Line.Remove(""))));
    }
}
