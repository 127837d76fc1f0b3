package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.store.Removal;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Removes what a dead process left behind: pushes that nobody went on with, and contents without an entry. */
final class Orphans {
    private static final String STAGED = ".jsonl";

    private final Shared shared;
    private final DiskScope scope;
    private final Predicate<String> isActive;

    Orphans(Shared shared, DiskScope scope, Predicate<String> isActive) {
        this.shared = shared;
        this.scope = scope;
        this.isActive = isActive;
    }

    /** @param millis what was changed since then is left alone */
    Removal remove(long millis) throws IOException {
        return scope.write(row -> {
            boolean staged = removeStaged(millis);
            if (staged) {
                // A push under way has contents that no entry names yet.
                return Removal.NOTHING;
            }
            return removeContents(scope.layout().segments(), millis)
                    .plus(removeContents(scope.layout().files(), millis));
        });
    }

    /** Whether a push remains. */
    private boolean removeStaged(long millis) throws IOException {
        boolean remains = false;
        try (DirectoryStream<Path> pushes =
                Files.newDirectoryStream(scope.layout().staging())) {
            for (Path push : pushes) {
                String name = String.valueOf(push.getFileName());
                String key = name.replaceFirst("\\..*$", "");
                if (Files.notExists(push)) {
                    // It went together with another file of its push.
                    continue;
                }
                if (isActive.test(key) || Files.getLastModifiedTime(push).toMillis() >= millis) {
                    remains = true;
                } else if (name.equals(key + STAGED)) {
                    StagedPush.remove(shared.index(), scope.id(), scope.layout(), key);
                    shared.index().scope(scope.id()).ifPresent(row -> shared.index()
                            .unstage(row, key));
                } else {
                    Files.deleteIfExists(push);
                }
            }
        } catch (NoSuchFileException e) {
            return false;
        }
        return remains;
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
                if (number > 0 && !needed && Files.getLastModifiedTime(content).toMillis() < millis) {
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
