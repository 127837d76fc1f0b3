package io.jenkins.plugins.artifactscopes.store;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import org.jspecify.annotations.Nullable;

/**
 * Holds a sequence of entries against the order of a tree: strictly ascending, so that no path comes twice, and nothing below a
 * file or link. Because a subtree is one range, the entry before is all that must be remembered.
 */
public final class TreeOrder {
    private @Nullable ArtifactPath previous;
    private boolean previousHoldsOthers = true;

    /** @throws PushRefused when {@code path} may not come next */
    public void next(ArtifactPath path, Entry.Kind kind) throws PushRefused {
        ArtifactPath before = previous;
        if (path.isRoot()) {
            throw new PushRefused("A push names what it brings; the scope itself is no entry.");
        }
        if (before != null) {
            if (before.compareTo(path) >= 0) {
                throw new PushRefused("A push brings " + path + " after " + before + ", twice or out of order.");
            }
            if (!previousHoldsOthers && path.isAtOrBelow(before)) {
                throw new PushRefused("A push brings " + path + " below " + before + ", which is no directory.");
            }
        }
        previous = path;
        previousHoldsOthers = kind == Entry.Kind.DIRECTORY;
    }
}
