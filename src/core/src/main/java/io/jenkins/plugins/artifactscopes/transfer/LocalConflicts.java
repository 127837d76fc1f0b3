package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Refuses a pull that local files stand in the way of, before anything is written. */
final class LocalConflicts {
    private final Path destination;
    private final Overwrite overwrite;

    LocalConflicts(Path destination, Overwrite overwrite) {
        this.destination = destination;
        this.overwrite = overwrite;
    }

    /** @throws TransferFailed for the first conflict */
    void check(PlanCursor plan) throws IOException {
        ArtifactPath absent = null;
        for (PlanEntry entry = plan.next(); entry != null; entry = plan.next()) {
            Path file = LocalNames.resolve(destination, entry.path());
            if (absent != null && entry.path().isAtOrBelow(absent)) {
                continue;
            }
            BasicFileAttributes found = look(file);
            if (found == null) {
                absent = entry.isDirectory() ? entry.path() : absent;
            } else {
                check(entry, file, found);
            }
        }
    }

    static @Nullable BasicFileAttributes look(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw LocalFailure.of("look at", file, e);
        }
    }

    private void check(PlanEntry entry, Path file, BasicFileAttributes found) throws TransferFailed {
        if (entry.isDirectory()) {
            if (!found.isDirectory()) {
                throw new TransferFailed("Cannot pull the directory " + file + ": there is a "
                        + (found.isSymbolicLink() ? "link" : "file")
                        + " of that name. Remove it, or choose another destination.");
            }
        } else if (found.isDirectory()) {
            throw new TransferFailed("Cannot pull the file " + file
                    + ": there is a directory of that name. Remove it, or choose another destination.");
        } else if (overwrite == Overwrite.REFUSE) {
            throw new TransferFailed(
                    file + " is there already. Pull with force to replace it, or choose another" + " destination.");
        }
    }
}
