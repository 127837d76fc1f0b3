package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.PushOptions;
import io.jenkins.plugins.artifactscopes.store.PushReceipt;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.ScopeRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a staged push visible. */
final class PushCommit {
    private final Shared shared;
    private final DiskScope scope;
    private final Path journal;
    private final Path artifacts;
    private final StagedNames brought;
    private Set<Place> dead = Set.of();

    PushCommit(Shared shared, DiskScope scope, String key, StagedNames brought) {
        this.brought = brought;
        this.shared = shared;
        this.scope = scope;
        journal = scope.layout().staged(key);
        artifacts = scope.layout().staged(key + ".artifacts");
    }

    /**
     * Only under the write lock of the scope.
     *
     * @param staged how many lines the push has staged
     */
    PushReceipt commit(
            @Nullable ScopeRow row, PushOptions options, Line.Totals totals, long staged, ScopePush.Wanted wanted)
            throws IOException {
        try {
            NameCheck names = new NameCheck(shared, scope.id(), row, options.overwrite());
            List<String> created = brought.ifNew(shared.index(), row);
            long lines = created == null ? check(row, names) : staged + create(created);
            shared.listener()
                    .admit(scope.id(), totals.bytes() - names.replacedBytes(), totals.files() - names.replacedFiles());
            shared.listener().told(scope.id(), options.origin());
            DiskScope.Commit commit =
                    new DiskScope.Commit(Line.Kind.PUSH, lines, options.by(), options.expireIn(), options.id(), totals);
            wanted.require();
            DiskScope.Applied applied = scope.append(row, commit, artifacts, journal);
            dead = applied.outcome().dead();
            return new PushReceipt(
                    applied.push(),
                    totals.files(),
                    totals.links(),
                    totals.directories(),
                    totals.bytes(),
                    applied.outcome().expires());
        } finally {
            Files.deleteIfExists(artifacts);
        }
    }

    private long create(List<String> names) throws IOException {
        try (JournalWriter created = writer()) {
            for (String name : names) {
                created.add(new Line.Artifact(name, shared.ids().getAsLong()));
            }
            return created.lines();
        }
    }

    private JournalWriter writer() throws IOException {
        return new JournalWriter(
                artifacts, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    /** Checks every name, and gives the artifacts that come to be their ids. */
    private long check(@Nullable ScopeRow row, NameCheck names) throws IOException {
        long lines = 0;
        String artifact = "";
        try (JournalReader reader = new JournalReader(journal, 0);
                JournalWriter created = writer()) {
            for (Line line = reader.next(Long.MAX_VALUE); line != null; line = reader.next(Long.MAX_VALUE)) {
                lines++;
                if (line instanceof Line.Put put) {
                    ArtifactPath path = ArtifactPath.of(put.path());
                    names.check(path, put.row().kind());
                    if (!path.artifact().equals(artifact)) {
                        artifact = path.artifact();
                        if (row == null || shared.index().artifact(row, artifact) == null) {
                            created.add(new Line.Artifact(artifact, shared.ids().getAsLong()));
                            lines++;
                        }
                    }
                }
            }
        }
        return lines;
    }

    /** Gives back the space of what was replaced; without the lock, for nobody finds it any more. */
    void removeDead() throws IOException {
        for (Place place : dead) {
            scope.contents().remove(place);
        }
    }
}
