package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.InvalidPathException;
import io.jenkins.plugins.artifactscopes.path.Selector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what is to be pushed, in the order of a tree. Links are never followed. Memory: the names of the directories on the way down.
 */
final class TreeWalk {
    private final LocalTree tree;
    private final PathFilter filter;
    private final Cancellation cancellation;
    private final boolean everything;
    private final PendingDirectories pending;
    private final PendingDirectories.Sink sink;

    TreeWalk(LocalTree tree, PathFilter filter, Cancellation cancellation, PendingDirectories.Sink sink) {
        this.tree = tree;
        this.filter = filter;
        this.cancellation = cancellation;
        this.everything = filter.includes().isEmpty() && filter.excludes().isEmpty();
        this.sink = sink;
        this.pending = new PendingDirectories(sink);
    }

    /** @throws TransferFailed when something cannot be read or kept */
    void run() throws IOException {
        PlanEntry root = entry(ArtifactPath.ROOT);
        if (root.isDirectory()) {
            // What is pushed is there even if the filter takes nothing in it: whether that may be is not for here.
            sink.take(root);
            children(ArtifactPath.ROOT);
        } else {
            sink.take(root);
        }
    }

    private PlanEntry entry(ArtifactPath path) throws IOException {
        return LocalAttributes.entry(new LocalFile(tree, path, false), path);
    }

    private void children(ArtifactPath path) throws IOException {
        cancellation.check();
        for (String name : names(path)) {
            ArtifactPath child = child(path, name);
            if (everything || !isExcluded(child)) {
                visit(child);
            }
        }
    }

    private void visit(ArtifactPath path) throws IOException {
        PlanEntry entry = entry(path);
        if (entry.isDirectory()) {
            if (everything) {
                sink.take(entry);
            } else if (isExcludedDirectory(path)) {
                return;
            } else {
                pending.directory(entry);
            }
            children(path);
        } else if (everything) {
            sink.take(entry);
        } else if (filter.takes(path)) {
            pending.take(entry);
        }
    }

    private boolean isExcluded(ArtifactPath path) {
        for (Selector exclude : filter.excludes()) {
            if (exclude.matches(path)) {
                return true;
            }
        }
        return false;
    }

    private boolean isExcludedDirectory(ArtifactPath path) {
        for (Selector exclude : filter.excludes()) {
            if (exclude.matchesDirectory(path)) {
                return true;
            }
        }
        return false;
    }

    private List<String> names(ArtifactPath directory) throws IOException {
        List<String> names = new ArrayList<>();
        for (Path child : list(directory)) {
            Path name = child.getFileName();
            LocalNames.requireUnicode(name, child);
            names.add(name.toString());
        }
        names.sort(null);
        return names;
    }

    private List<Path> list(ArtifactPath directory) throws IOException {
        try {
            return tree.children(directory);
        } catch (IOException e) {
            throw LocalFailure.of("list", tree.shown(directory), e);
        }
    }

    private ArtifactPath child(ArtifactPath path, String name) throws TransferFailed {
        try {
            return path.child(name);
        } catch (InvalidPathException e) {
            throw new TransferFailed("Cannot push " + tree.shown(path).resolve(name) + ": " + e.getMessage(), e);
        }
    }
}
