package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.InvalidPathException;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Lists what is right in a folder, with a bound on what is looked at. The sizes of folders are counted up to a bound too; folders that
 * come after it are passed over without a look inside.
 */
final class FolderListing {
    /** Files and folders that are listed at most. */
    static final int BOUND = 10_000;

    /** Entries that are counted at most. */
    static final int COUNTED = 50_000;

    /** After all that is below a path, and before everything that comes after that in a tree. */
    private static final String AFTER = "\u0001";

    private final ScopeTree tree;
    private final ArtifactPath folder;
    private final int bound;
    private int toCount;

    FolderListing(ScopeTree tree, ArtifactPath folder, int bound, int counted) {
        this.tree = tree;
        this.folder = folder;
        this.bound = bound;
        this.toCount = counted;
    }

    /**
     * @param children by name
     * @param whole whether they are all
     */
    record Found(List<Child> children, boolean whole) {}

    /** A file, link or folder. The entry is null for a folder that only its content implies. */
    static final class Child {
        private final ArtifactPath path;
        private final @Nullable Entry entry;
        private long bytes;
        private long files;
        private boolean counted = true;

        Child(ArtifactPath path, @Nullable Entry entry) {
            this.path = path;
            this.entry = entry;
        }

        ArtifactPath path() {
            return path;
        }

        @Nullable
        Entry entry() {
            return entry;
        }

        boolean isFolder() {
            return entry == null || entry.kind() == Entry.Kind.DIRECTORY;
        }

        /** Of it and all below it, as far as {@link #counted}. */
        long bytes() {
            return bytes;
        }

        long files() {
            return files;
        }

        /** Whether all below it was counted. */
        boolean counted() {
            return counted;
        }
    }

    /** All children; or, where there is a search, those whose name has it, and where the bound was met, at least those that begin so. */
    Found list(String search) {
        List<Child> all = new ArrayList<>();
        boolean whole = read(tree.entries(), "", all);
        if (search.isEmpty()) {
            return new Found(all, whole);
        }
        String wanted = search.toLowerCase(Locale.ROOT);
        List<Child> found = new ArrayList<>(all);
        found.removeIf(child -> !child.path().name().toLowerCase(Locale.ROOT).contains(wanted));
        if (!whole) {
            addBeginningWith(search, found);
        }
        return new Found(found, whole);
    }

    private void addBeginningWith(String search, List<Child> found) {
        try {
            List<Child> more = new ArrayList<>();
            read(tree.entries(folder.child(search)), search, more);
            List<ArtifactPath> known = found.stream().map(Child::path).toList();
            more.removeIf(child -> Collections.binarySearch(known, child.path()) >= 0);
            found.addAll(more);
        } catch (InvalidPathException e) {
            // Nothing can be called so.
            found.clear();
        }
    }

    /** Reads children while their names begin with {@code prefix}; tells whether none is left. */
    private boolean read(Iterator<Entry> from, String prefix, List<Child> children) {
        Iterator<Entry> entries = from;
        Child child = null;
        while (entries.hasNext()) {
            Entry entry = entries.next();
            if (entry.path().equals(folder)) {
                continue;
            }
            ArtifactPath path = folder.child(entry.path().relativeTo(folder).artifact());
            if (child == null || !path.equals(child.path)) {
                if (!path.name().startsWith(prefix)) {
                    return true;
                }
                if (children.size() == bound) {
                    return false;
                }
                child = new Child(path, path.equals(entry.path()) ? entry : null);
                children.add(child);
            }
            child.bytes += entry.size();
            child.files += entry.isFile() ? 1 : 0;
            if (--toCount < 0 && child.isFolder()) {
                child.counted = false;
                entries = after(path, entries);
            }
        }
        return true;
    }

    private Iterator<Entry> after(ArtifactPath path, Iterator<Entry> here) {
        try {
            return tree.entries(ArtifactPath.of(path.value() + AFTER));
        } catch (InvalidPathException e) {
            // The name is as long as one can be: what is below it is passed one by one.
            return here;
        }
    }
}
