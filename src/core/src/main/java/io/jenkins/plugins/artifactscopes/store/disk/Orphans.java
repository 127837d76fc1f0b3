package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.store.Removal;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.ScopeRow;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Removes what a dead process left behind: pushes that nobody went on with, and contents without an entry. */
final class Orphans {
    private static final String STAGED = ".jsonl";

    private final Shared shared;
    private final DiskScope scope;
    private final Claims claims;

    Orphans(Shared shared, DiskScope scope, Claims claims) {
        this.shared = shared;
        this.scope = scope;
        this.claims = claims;
    }

    /** Keeps others from going on with a push while it is removed. */
    interface Claims {
        /** False when somebody has it. */
        boolean take(String key);

        void giveBack(String key);
    }

    /** @param millis what was changed since then is left alone */
    Removal remove(long millis) throws IOException {
        if (scope.write(row -> removeStaged(row, millis))) {
            // A push under way has contents that no entry names yet.
            return Removal.NOTHING;
        }
        List<Place> found = new ArrayList<>();
        find(scope.layout().segments(), true, millis, found);
        find(scope.layout().files(), false, millis, found);
        Removal removal = Removal.NOTHING;
        for (Place place : found.isEmpty() ? found : scope.write(row -> stillOrphans(row, found))) {
            removal = removal.plus(scope.contents().remove(place));
        }
        return removal;
    }

    /** Without the lock, for there may be many; a push that begins meanwhile is seen under the lock. */
    private void find(Path directory, boolean segments, long millis, List<Place> found) throws IOException {
        try (DirectoryStream<Path> contents = Files.newDirectoryStream(directory)) {
            for (Path content : contents) {
                long number = DiskLayout.number(content);
                boolean needed = shared.index()
                        .scope(scope.id())
                        .map(row -> shared.index().segment(row, number) != null)
                        .orElse(false);
                if (number > 0 && !needed && isOld(content, millis)) {
                    found.add(segments ? new Place(number, 0) : Place.file(number));
                }
            }
        } catch (NoSuchFileException e) {
            // Nothing was ever pushed that needed it.
            return;
        }
    }

    /** False for one that has gone meanwhile. */
    private static boolean isOld(Path content, long millis) throws IOException {
        try {
            return Files.getLastModifiedTime(content).toMillis() < millis;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private List<Place> stillOrphans(@Nullable ScopeRow row, List<Place> found) throws IOException {
        if (isStaging()) {
            return List.of();
        }
        return found.stream()
                .filter(place -> row == null || shared.index().segment(row, place.number()) == null)
                .toList();
    }

    /** Whether a push remains. */
    private boolean removeStaged(@Nullable ScopeRow row, long millis) throws IOException {
        boolean remains = false;
        try (DirectoryStream<Path> pushes =
                Files.newDirectoryStream(scope.layout().staging())) {
            for (Path push : pushes) {
                String name = String.valueOf(push.getFileName());
                String key = name.replaceFirst("\\..*$", "");
                if (!claims.take(key)) {
                    remains = true;
                    continue;
                }
                try {
                    remains |= !removeStaged(row, push, name, key, millis);
                } finally {
                    claims.giveBack(key);
                }
            }
        } catch (NoSuchFileException e) {
            return false;
        }
        return remains;
    }

    /** False when somebody may still go on with it. */
    private boolean removeStaged(@Nullable ScopeRow row, Path file, String name, String key, long millis)
            throws IOException {
        if (Files.notExists(file)) {
            return true;
        }
        long modified = Files.getLastModifiedTime(file).toMillis();
        if (modified >= millis) {
            if (name.equals(key + STAGED)) {
                // It came with a renamed project, say, or was never saved; it has to be found again.
                shared.index().stageFound(scope.id(), key, modified);
            }
            return false;
        }
        if (name.equals(key + STAGED)) {
            StagedPush.remove(shared.index(), row, scope.layout(), key);
            if (row != null) {
                shared.index().unstage(row, key);
            }
        } else {
            Files.deleteIfExists(file);
        }
        return true;
    }

    /** Whether a push began meanwhile: what it links is as old as where it comes from. */
    private boolean isStaging() throws IOException {
        return isStaging(scope.layout());
    }

    /** Whether a push is under way, or was when its process died. */
    static boolean isStaging(DiskLayout layout) throws IOException {
        try (DirectoryStream<Path> pushes = Files.newDirectoryStream(layout.staging())) {
            return pushes.iterator().hasNext();
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
