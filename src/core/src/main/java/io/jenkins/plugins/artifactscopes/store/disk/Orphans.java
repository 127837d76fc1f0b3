package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.store.Removal;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.ScopeRow;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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
        return scope.write(row -> {
            boolean staged = removeStaged(row, millis);
            if (staged) {
                // A push under way has contents that no entry names yet.
                return Removal.NOTHING;
            }
            return removeContents(scope.layout().segments(), millis)
                    .plus(removeContents(scope.layout().files(), millis));
        });
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
        if (Files.getLastModifiedTime(file).toMillis() >= millis) {
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
        try (DirectoryStream<Path> pushes =
                Files.newDirectoryStream(scope.layout().staging())) {
            return pushes.iterator().hasNext();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private Removal removeContents(Path directory, long millis) throws IOException {
        Removal removal = Removal.NOTHING;
        try (DirectoryStream<Path> contents = Files.newDirectoryStream(directory)) {
            for (Path content : contents) {
                long number = DiskLayout.number(content);
                boolean isSegment = directory.equals(scope.layout().segments());
                boolean needed = shared.index()
                        .scope(scope.id())
                        .map(row -> shared.index().segment(row, number) != null)
                        .orElse(false);
                if (number > 0 && !needed && Files.getLastModifiedTime(content).toMillis() < millis && !isStaging()) {
                    removal = removal.plus(
                            scope.contents().remove(isSegment ? new Place(number, 0) : Place.file(number)));
                }
            }
        } catch (NoSuchFileException e) {
            return removal;
        }
        return removal;
    }
}
