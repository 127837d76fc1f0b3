package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.InvalidPathException;
import io.jenkins.plugins.artifactscopes.path.Selector;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what is to be pushed, in the order of a tree. Links are never followed. Memory: the names of the directories on the way down.
 */
final class TreeWalk {
    private final Path source;
    private final PathFilter filter;
    private final LocalAttributes attributes;
    private final Cancellation cancellation;
    private final boolean everything;
    private final PendingDirectories pending;
    private final PendingDirectories.Sink sink;

    TreeWalk(Path source, PathFilter filter, Cancellation cancellation, PendingDirectories.Sink sink) {
        this.source = source;
        this.filter = filter;
        this.attributes = LocalAttributes.of(source);
        this.cancellation = cancellation;
        this.everything = filter.includes().isEmpty() && filter.excludes().isEmpty();
        this.sink = sink;
        this.pending = new PendingDirectories(sink);
    }

    /** @throws TransferFailed when something cannot be read or kept */
    void run() throws IOException {
        PlanEntry root = attributes.entry(source, ArtifactPath.ROOT);
        if (root.isDirectory()) {
            // What is pushed is there even if the filter takes nothing in it: whether that may be is not for here.
            sink.take(root);
            children(source, ArtifactPath.ROOT);
        } else {
            sink.take(root);
        }
    }

    private void children(Path directory, ArtifactPath path) throws IOException {
        cancellation.check();
        for (String name : names(directory)) {
            Path file = directory.resolve(name);
            ArtifactPath child = child(path, name, file);
            if (!everything && isExcluded(child)) {
                continue;
            }
            visit(file, child);
        }
    }

    private void visit(Path file, ArtifactPath path) throws IOException {
        PlanEntry entry = attributes.entry(file, path);
        if (entry.isDirectory()) {
            if (everything) {
                sink.take(entry);
            } else if (isExcludedDirectory(path)) {
                return;
            } else {
                pending.directory(entry);
            }
            children(file, path);
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

    private static List<String> names(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            for (Path child : children) {
                Path name = child.getFileName();
                LocalNames.requireUnicode(name, child);
                names.add(name.toString());
            }
        } catch (DirectoryIteratorException e) {
            throw LocalFailure.of("list", directory, new IOException(e.getMessage(), e));
        } catch (IOException e) {
            throw LocalFailure.of("list", directory, e);
        }
        names.sort(null);
        return names;
    }

    private static ArtifactPath child(ArtifactPath path, String name, Path file) throws TransferFailed {
        try {
            return path.child(name);
        } catch (InvalidPathException e) {
            throw new TransferFailed("Cannot push " + file + ": " + e.getMessage(), e);
        }
    }
}
