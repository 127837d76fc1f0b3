package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The directories on the way down to where one thread is at work, each opened from the one that it is in. What comes in the order of a tree
 * finds most of them open. Holds at most {@value #MOST}, the deepest.
 */
final class DirectoryChain implements Closeable {
    private static final int MOST = 16;

    private final LocalDirectory top;
    private final Path root;
    private final Way way;
    private final Deque<Step> steps = new ArrayDeque<>();
    private boolean closed;

    /** @param top the directory at {@code root}, which stays open */
    DirectoryChain(LocalDirectory top, Path root, Way way) {
        this.top = top;
        this.root = root;
        this.way = way;
    }

    /**
     * The directory at {@code path}; it is open until another one is asked for.
     *
     * @throws TransferFailed when it is no directory any more, or may not be read
     */
    synchronized LocalDirectory at(ArtifactPath path) throws IOException {
        if (closed) {
            throw new TransferCancelled();
        }
        while (!steps.isEmpty() && !path.isAtOrBelow(steps.getLast().path())) {
            steps.removeLast().directory().close();
        }
        LocalDirectory at = steps.isEmpty() ? top : steps.getLast().directory();
        ArtifactPath from =
                steps.isEmpty() ? ArtifactPath.ROOT : steps.getLast().path();
        for (String name : path.relativeTo(from).names()) {
            from = from.child(name);
            at = enter(at, name, from);
            steps.addLast(new Step(from, at));
            if (steps.size() > MOST) {
                steps.removeFirst().directory().close();
            }
        }
        return at;
    }

    private LocalDirectory enter(LocalDirectory at, String name, ArtifactPath path) throws IOException {
        try {
            return way.enter(at, name, path);
        } catch (IOException e) {
            Path directory = root.resolve(path.value());
            boolean told = e instanceof AccessDeniedException || e instanceof NoSuchFileException;
            throw told || isDirectory(at, name)
                    ? LocalFailure.of("list", directory, e)
                    : LocalFailure.changed(directory, "it was a directory, and is none now");
        }
    }

    private static boolean isDirectory(LocalDirectory in, String name) {
        try {
            return in.attributes(name).isDirectory();
        } catch (IOException e) {
            // It is gone by now.
            return false;
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        while (!steps.isEmpty()) {
            steps.removeLast().directory().close();
        }
    }

    private record Step(ArtifactPath path, LocalDirectory directory) {}

    /** How to come from a directory into one that is in it. */
    @FunctionalInterface
    interface Way {
        /** @param path of the directory that is entered */
        LocalDirectory enter(LocalDirectory from, String name, ArtifactPath path) throws IOException;
    }
}
