package io.jenkins.plugins.artifactscopes.jenkins.manager;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.store.TreeLookup;
import io.jenkins.plugins.artifactscopes.store.TreeLookup.Node;
import java.util.Iterator;
import java.util.Optional;

/** What goes into a ZIP of chosen files, in which no link may lead to what is not there. */
final class ZipChoice {
    private final ArtifactPath directory;
    private final Globs globs;
    private final ScopeTree tree;
    private final TreeLookup lookup;

    /** @param tree opened at the root */
    ZipChoice(ArtifactPath directory, Globs globs, ScopeTree tree) {
        this.directory = directory;
        this.globs = globs;
        this.tree = tree;
        this.lookup = new TreeLookup(tree);
    }

    /**
     * What {@code entry} is in the ZIP: a link to what is there too is a link, another to a file is that file, and one that leads nowhere is
     * left out.
     *
     * @param entry at or below the directory
     */
    Optional<Entry> of(Entry entry) {
        if (!globs.matchBelow(directory, entry)) {
            return Optional.empty();
        }
        if (entry.isFile()) {
            return Optional.of(entry);
        }
        // One in a circle of links leads nowhere, so that none is gone round.
        Optional<Node> end = lookup.resolve(entry.path());
        if (end.isPresent() && leadsIntoZip(entry)) {
            return Optional.of(entry);
        }
        return end.filter(Node::isFile).map(Node::requireEntry);
    }

    private boolean leadsIntoZip(Entry link) {
        // As the ZIP has it: without what is above the directory.
        Node inZip = new Node(link.path().relativeTo(directory), link);
        return TreeLookup.target(inZip)
                .map(directory::resolve)
                .flatMap(lookup::find)
                .map(this::isInZip)
                .orElse(false);
    }

    private boolean isInZip(Node node) {
        return node.isDirectory()
                ? hasFile(node.path())
                : of(node.requireEntry()).isPresent();
    }

    private boolean hasFile(ArtifactPath below) {
        Iterator<Entry> entries = tree.entries(below);
        while (entries.hasNext()) {
            Entry entry = entries.next();
            if (!entry.path().isAtOrBelow(below)) {
                return false;
            }
            if (entry.isFile() && globs.matchBelow(directory, entry)) {
                return true;
            }
        }
        return false;
    }
}
