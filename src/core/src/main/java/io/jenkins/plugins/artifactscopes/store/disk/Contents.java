package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.store.Removal;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;

/**
 * The segments and large files of a scope: gives out their numbers, and takes care that none goes as long as somebody who may read it
 * has a lease.
 */
final class Contents {
    private final DiskLayout layout;
    private final Deque<Doomed> doomed = new ArrayDeque<>();
    private final TreeSet<Long> leases = new TreeSet<>();
    private long lastLease;
    private long lastNumber = -1;

    Contents(DiskLayout layout) {
        this.layout = layout;
    }

    private record Doomed(long lease, Place place) {}

    /**
     * A number that no content of this scope has.
     *
     * @param known the highest number that the index knows
     */
    synchronized long nextNumber(long known) throws IOException {
        if (lastNumber < 0) {
            lastNumber = Math.max(highest(layout.segments()), highest(layout.files()));
        }
        lastNumber = Math.max(lastNumber, known) + 1;
        return lastNumber;
    }

    private static long highest(Path directory) throws IOException {
        long highest = 0;
        try (DirectoryStream<Path> contents = Files.newDirectoryStream(directory)) {
            for (Path content : contents) {
                highest = Math.max(highest, DiskLayout.number(content));
            }
        } catch (NoSuchFileException e) {
            return 0;
        }
        return highest;
    }

    /** Begins to read: what is removed from now on stays on disk until this lease ends. */
    synchronized long lease() {
        leases.add(++lastLease);
        return lastLease;
    }

    /** Ends a lease, and removes what only waited for it. */
    void release(long lease) throws IOException {
        IOException failure = null;
        for (Place place : released(lease)) {
            try {
                Files.deleteIfExists(layout.content(place));
            } catch (IOException e) {
                failure = suppressed(failure, e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private synchronized List<Place> released(long lease) {
        leases.remove(lease);
        List<Place> free = new ArrayList<>();
        while (!doomed.isEmpty() && (leases.isEmpty() || doomed.getFirst().lease() < leases.first())) {
            free.add(doomed.removeFirst().place());
        }
        return free;
    }

    /**
     * Removes a content that no entry needs any more, now or when the last lease that may need it ends. To be called without the lock of
     * the scope where that is possible: to unlink a large file takes its time.
     */
    Removal remove(Place place) throws IOException {
        Path content = layout.content(place);
        long size = sizeOnDisk(content);
        if (isLeft(place)) {
            return new Removal(0, 0, 0, size);
        }
        Files.deleteIfExists(content);
        return new Removal(0, 0, size, 0);
    }

    /** Leaves a content to those who may read it, if there are any. */
    private synchronized boolean isLeft(Place place) {
        return !leases.isEmpty() && doomed.add(new Doomed(lastLease, place));
    }

    /** Whether somebody reads, or something waits to be removed. */
    synchronized boolean isBusy() {
        return !leases.isEmpty() || !doomed.isEmpty();
    }

    /** Bytes that removing {@code content} gives back: none as long as another scope shares it. */
    private static long sizeOnDisk(Path content) throws IOException {
        try {
            boolean shared = Files.getFileStore(content).supportsFileAttributeView("unix")
                    && (Integer) Files.getAttribute(content, "unix:nlink") > 1;
            return shared ? 0 : Files.size(content);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    static IOException suppressed(@org.jspecify.annotations.Nullable IOException first, IOException next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }
}
