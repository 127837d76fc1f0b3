package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.Printable;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts what was pulled in its place: subtrees by one rename where nothing is there yet, else file by file; then the links, each checked; then
 * the modes and times of the directories that are new, the deepest first.
 */
final class Placement {
    private static final int SHOWN = 20;

    private final Staging staging;
    private final Path destination;
    private final Overwrite overwrite;
    private final List<String> refused = new ArrayList<>();
    private long refusedCount;

    Placement(Staging staging, Path destination, Overwrite overwrite) {
        this.staging = staging;
        this.destination = destination;
        this.overwrite = overwrite;
    }

    /** @param plan opens the plan of the pull, each time from its start */
    void place(Plans plan) throws IOException {
        boolean fresh = LocalConflicts.look(destination) == null;
        if (fresh && Files.isDirectory(staging.tree(), LinkOption.NOFOLLOW_LINKS)) {
            // A tree gets its links while it is hidden still, and appears whole.
            createLinks(plan, staging.tree());
            rename(staging.tree(), destination);
            staging.placed();
            finishDirectories(plan, null);
        } else {
            List<ArtifactPath> created = new ArrayList<>();
            merge(plan, created);
            staging.placed();
            createLinks(plan, destination);
            finishDirectories(plan, created);
        }
    }

    private void merge(Plans plans, List<ArtifactPath> created) throws IOException {
        ArtifactPath moved = null;
        try (PlanCursor plan = plans.open()) {
            for (PlanEntry entry = plan.next(); entry != null; entry = plan.next()) {
                if (moved != null && entry.path().isAtOrBelow(moved)) {
                    continue;
                }
                Path target = LocalNames.resolve(destination, entry.path());
                if (entry.isFile()) {
                    rename(staging.file(entry), target);
                } else if (entry.isDirectory() && LocalConflicts.look(target) == null) {
                    rename(staging.file(entry), target);
                    moved = entry.path();
                    created.add(moved);
                }
            }
        }
    }

    private void rename(Path from, Path to) throws IOException {
        try {
            if (overwrite != Overwrite.REFUSE) {
                Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.move(from, to);
            }
        } catch (IOException e) {
            throw LocalFailure.of("put in place", to, e);
        }
    }

    private void createLinks(Plans plans, Path root) throws IOException {
        try (PlanCursor plan = plans.open()) {
            for (PlanEntry entry = plan.next(); entry != null; entry = plan.next()) {
                if (!entry.isFile() && !entry.isDirectory()) {
                    createLink(entry, root);
                }
            }
        }
    }

    private void createLink(PlanEntry entry, Path root) throws IOException {
        Path link = LocalNames.resolve(root, entry.path());
        Path directory = link.getParent();
        Path bounds = entry.path().isRoot() ? directory : root;
        String target = entry.requireTarget();
        if (directory == null || bounds == null || !new LinkGuard(bounds).allows(directory, target)) {
            refusedCount++;
            if (refused.size() < SHOWN) {
                refused.add(
                        Printable.of((entry.path().isRoot() ? link.getFileName() : entry.path()) + " -> " + target));
            }
            return;
        }
        try {
            if (overwrite != Overwrite.REFUSE) {
                Files.deleteIfExists(link);
            }
            Files.createSymbolicLink(link, link.getFileSystem().getPath(target));
        } catch (IOException e) {
            throw LocalFailure.of("create the link", link, e);
        }
    }

    /** @param created the tops of the new subtrees; null when everything is new */
    private void finishDirectories(Plans plans, @Nullable List<ArtifactPath> created) throws IOException {
        Deque<PlanEntry> open = new ArrayDeque<>();
        int next = 0;
        ArtifactPath top = created == null ? ArtifactPath.ROOT : null;
        try (PlanCursor plan = plans.open()) {
            for (PlanEntry entry = plan.next(); entry != null; entry = plan.next()) {
                while (!open.isEmpty()
                        && !entry.path().isAtOrBelow(open.element().path())) {
                    finish(open.pop());
                }
                if (created != null && next < created.size() && entry.path().equals(created.get(next))) {
                    top = created.get(next++);
                }
                if (entry.isDirectory() && top != null && entry.path().isAtOrBelow(top)) {
                    open.push(entry);
                }
            }
        }
        while (!open.isEmpty()) {
            finish(open.pop());
        }
    }

    private void finish(PlanEntry directory) throws IOException {
        if (directory.mode() != PlanEntry.NO_MODE) {
            Path path = LocalNames.resolve(destination, directory.path());
            try {
                staging.modes().finishDirectory(path, directory.mode(), directory.modified());
            } catch (IOException e) {
                throw LocalFailure.of("set the mode of", path, e);
            }
        }
    }

    /** Links that were not created because they lead outside: at most 20 of them. */
    List<String> refused() {
        return refused;
    }

    long refusedCount() {
        return refusedCount;
    }

    /** Opens a plan. */
    @FunctionalInterface
    interface Plans {
        PlanCursor open() throws IOException;
    }
}
