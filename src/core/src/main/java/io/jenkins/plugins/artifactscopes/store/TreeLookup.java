package io.jenkins.plugins.artifactscopes.store;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.InvalidPathException;
import io.jenkins.plugins.artifactscopes.store.Entry.Kind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds single things in a tree: what is at a path, what is right below it, what a link leads to. Directories that only their content
 * implies are found too. Each look costs one descent into the tree, whatever its size.
 */
public final class TreeLookup {
    /** As many links as Linux follows before it takes them for a circle. */
    private static final int MAX_LINKS = 40;

    private final ScopeTree tree;

    /** @param tree opened at the root */
    public TreeLookup(ScopeTree tree) {
        this.tree = tree;
    }

    /** What is at exactly {@code path}; no link is followed. */
    public Optional<Node> find(ArtifactPath path) {
        Iterator<Entry> entries = tree.entries(path);
        if (!entries.hasNext()) {
            return Optional.empty();
        }
        Entry first = entries.next();
        if (first.path().equals(path)) {
            return Optional.of(new Node(path, first));
        }
        return first.path().isAtOrBelow(path) ? Optional.of(new Node(path, null)) : Optional.empty();
    }

    /**
     * What is at {@code path} after links are followed, as far as they stay within the scope. Links in the middle of a path are not
     * followed.
     */
    public Optional<Node> resolve(ArtifactPath path) {
        Optional<Node> node = find(path);
        for (int links = 0; node.isPresent() && node.get().isLink(); links++) {
            node = links == MAX_LINKS ? Optional.empty() : target(node.get()).flatMap(this::find);
        }
        return node;
    }

    /** Where a link leads to, counted from the root; empty when that is outside the scope. */
    public static Optional<ArtifactPath> target(Node link) {
        String text = link.requireEntry().requireTarget();
        if (text.startsWith("/")) {
            return Optional.empty();
        }
        ArtifactPath at = link.path().parent();
        for (String name : text.split("/+")) {
            if (name.equals("..") && at.isRoot()) {
                return Optional.empty();
            }
            try {
                at = name.isEmpty() || name.equals(".") ? at : name.equals("..") ? at.parent() : at.child(name);
            } catch (InvalidPathException e) {
                // No entry can have this name, so that the link leads nowhere.
                return Optional.empty();
            }
        }
        return Optional.of(at);
    }

    /** What is right in {@code directory}, in order; nothing for what is no directory. */
    public List<Node> children(ArtifactPath directory) {
        List<Node> children = new ArrayList<>();
        Iterator<Entry> entries = tree.entries(directory);
        while (entries.hasNext()) {
            Entry next = entries.next();
            if (!next.path().isAtOrBelow(directory)) {
                return children;
            }
            if (!next.path().equals(directory)) {
                Node child = child(directory, next);
                children.add(child);
                entries = child.isDirectory() ? after(child.path(), entries) : entries;
            }
        }
        return children;
    }

    private static Node child(ArtifactPath directory, Entry entry) {
        ArtifactPath path = directory.child(entry.path().relativeTo(directory).artifact());
        return new Node(path, entry.path().equals(path) ? entry : null);
    }

    /** The entries behind all that is in {@code directory}. */
    private Iterator<Entry> after(ArtifactPath directory, Iterator<Entry> entries) {
        try {
            // The slash sorts before every other character, and this one before the rest.
            return tree.entries(ArtifactPath.of(directory.value() + '\1'));
        } catch (InvalidPathException e) {
            // The name is as long as names are: go past the content one by one.
            return passed(directory, entries);
        }
    }

    private Iterator<Entry> passed(ArtifactPath directory, Iterator<Entry> entries) {
        while (entries.hasNext()) {
            Entry next = entries.next();
            if (!next.path().isAtOrBelow(directory)) {
                return tree.entries(next.path());
            }
        }
        return entries;
    }

    /**
     * What is at a path.
     *
     * @param entry as it was pushed; null for a directory that only its content implies
     */
    public record Node(ArtifactPath path, @Nullable Entry entry) {
        public boolean isDirectory() {
            return entry == null || entry.kind() == Kind.DIRECTORY;
        }

        public boolean isFile() {
            return entry != null && entry.isFile();
        }

        public boolean isLink() {
            return entry != null && entry.kind() == Kind.LINK;
        }

        /** The entry of a file or link. */
        public Entry requireEntry() {
            return Optional.ofNullable(entry)
                    .orElseThrow(() -> new IllegalStateException(path + " has no entry of its own"));
        }
    }
}
