package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.ScopeRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The artifacts that a staged push brings. Most pushes bring one that nobody has brought before, and then nothing that is there can be
 * in their way: their lines need not be read once more to find that out.
 */
final class StagedNames {
    /** Names that are kept in memory at the most. */
    static final int MOST = 1_000;

    private final List<String> artifacts = new ArrayList<>();
    private String last = "";
    private boolean tooMany;

    /** @param path comes after all before it, in the order of a tree */
    void add(ArtifactPath path) {
        String artifact = path.artifact();
        if (artifact.equals(last)) {
            return;
        }
        last = artifact;
        if (artifacts.size() == MOST) {
            tooMany = true;
        } else {
            artifacts.add(artifact);
        }
    }

    /** The artifacts, in order, when all are new to the scope; null when one is not, or when there are too many to know. */
    @Nullable
    List<String> ifNew(EntryIndex index, @Nullable ScopeRow scope) {
        return !tooMany && artifacts.stream().allMatch(name -> isNew(index, scope, name)) ? artifacts : null;
    }

    private static boolean isNew(EntryIndex index, @Nullable ScopeRow scope, String name) {
        return scope == null
                || (index.artifact(scope, name) == null
                        && index.entry(scope, name) == null
                        && index.firstBelow(scope, name) == null);
    }
}
