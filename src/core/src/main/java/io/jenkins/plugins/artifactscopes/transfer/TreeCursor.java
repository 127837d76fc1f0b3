package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.Entry.Kind;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** What of a stored tree is pulled: with the directories that only their content implies, and without what a filter leaves out. */
final class TreeCursor implements PlanCursor {
    private final Iterator<Entry> entries;
    private final ArtifactPath top;
    private final PathFilter filter;
    private final boolean everything;
    /** The directories on the way down, and how many of them, from the top, were given out. */
    private final Deque<PlanEntry> directories = new ArrayDeque<>();

    private final Deque<PlanEntry> ready = new ArrayDeque<>();
    private int given;
    private @Nullable Entry stored;

    TreeCursor(ScopeTree tree, ArtifactPath top, PathFilter filter) {
        this.entries = tree.entries();
        this.top = top;
        this.filter = filter;
        this.everything = filter.includes().isEmpty() && filter.excludes().isEmpty();
    }

    @Override
    public @Nullable PlanEntry next() {
        while (ready.isEmpty() && entries.hasNext()) {
            take(entries.next());
        }
        return ready.poll();
    }

    /** The stored entry of the file that {@link #next} gave out last. */
    Entry stored() {
        if (stored == null) {
            throw new IllegalStateException("No file was given out yet");
        }
        return stored;
    }

    private void take(Entry entry) {
        ArtifactPath path = entry.path().relativeTo(top);
        enter(path);
        if (entry.kind() == Kind.DIRECTORY) {
            directories.addLast(planned(entry, path));
            if (everything) {
                giveDirectories();
            }
        } else if (everything || path.isRoot() || filter.takes(path)) {
            giveDirectories();
            ready.add(planned(entry, path));
            stored = entry;
        }
    }

    /** Leaves the directories that {@code path} is not in, and adds those around it that have no entry. */
    private void enter(ArtifactPath path) {
        while (!directories.isEmpty() && !path.isAtOrBelow(directories.getLast().path())) {
            directories.removeLast();
        }
        given = Math.min(given, directories.size());
        if (path.isRoot()) {
            return;
        }
        if (directories.isEmpty()) {
            directories.addLast(PlanEntry.implied(ArtifactPath.ROOT));
        }
        String text = path.value();
        String deepest = directories.getLast().path().value();
        int slash = text.indexOf('/', deepest.isEmpty() ? 0 : deepest.length() + 1);
        while (slash >= 0) {
            directories.addLast(PlanEntry.implied(ArtifactPath.of(text.substring(0, slash))));
            slash = text.indexOf('/', slash + 1);
        }
    }

    private void giveDirectories() {
        int number = 0;
        for (PlanEntry directory : directories) {
            if (number++ >= given) {
                ready.add(directory);
            }
        }
        given = directories.size();
    }

    private static PlanEntry planned(Entry entry, ArtifactPath path) {
        return new PlanEntry(
                path, entry.kind(), entry.size(), entry.mode(), entry.modified(), entry.target(), entry.digest());
    }
}
