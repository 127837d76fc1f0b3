package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.DamagedContent;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.Removal;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.ScopeRow;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.SegmentRow;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Deletes one scope as a whole, with its directory. */
final class ScopeDeletion {
    private final Shared shared;
    private final DiskScope scope;

    ScopeDeletion(Shared shared, DiskScope scope) {
        this.shared = shared;
        this.scope = scope;
    }

    Removal delete() throws IOException {
        Deletion names = new Deletion(shared, scope);
        try {
            return scope.write(row -> delete(row, names::deleteAll));
        } catch (DamagedContent e) {
            // What its journal says does not matter for what goes as a whole; and nobody would get rid of it otherwise.
            return scope.writeUnread(row -> delete(row, known -> names.removed(contents(known))));
        }
    }

    /** Deletes the names and contents that a row knows. */
    @FunctionalInterface
    private interface Names {
        Removal delete(ScopeRow row) throws IOException;
    }

    private Removal delete(@Nullable ScopeRow row, Names names) throws IOException {
        Removal removal = row == null ? Removal.NOTHING : names.delete(row);
        if (row != null) {
            shared.listener().forget(scope.id());
            shared.index().forget(scope.id(), row);
        }
        deleteDirectory();
        return removal;
    }

    /** All that the index knows of it. */
    private Applier.Outcome contents(ScopeRow row) {
        Set<Place> places = new HashSet<>();
        for (long number = next(row, 0); number > 0; number = next(row, number)) {
            SegmentRow content = shared.index().segment(row, number);
            boolean isFile = content != null && !content.segment();
            places.add(isFile ? Place.file(number) : new Place(number, 0));
        }
        long[] files = {0};
        long[] bytes = {0};
        shared.index().forEach(row, ArtifactPath.ROOT, (path, entry) -> {
            if (entry.kind() == Entry.Kind.FILE) {
                files[0]++;
                bytes[0] += entry.size();
            }
        });
        return new Applier.Outcome(places, files[0], bytes[0], null);
    }

    private long next(ScopeRow row, long number) {
        return shared.index().nextNumber(row, number);
    }

    /** A death half-way leaves contents without a name, or nothing; never contents without the journal that says so. */
    private void deleteDirectory() throws IOException {
        DiskLayout layout = scope.layout();
        if (scope.contents().isBusy()) {
            // Its readers keep the contents, so the index has to know that their journal is not lost.
            shared.file().save();
            Files.deleteIfExists(layout.manifest());
            return;
        }
        deleteTree(layout.staging());
        deleteTree(layout.segments());
        deleteTree(layout.files());
        deleteTree(layout.directory());
    }

    private static void deleteTree(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
