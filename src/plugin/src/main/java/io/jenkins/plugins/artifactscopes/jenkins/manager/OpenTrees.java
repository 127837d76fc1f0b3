package io.jenkins.plugins.artifactscopes.jenkins.manager;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Snapshots that a thread has open, so that all it asks in one batch is asked of one moment's truth. */
@Extension
public final class OpenTrees {
    private final ThreadLocal<Map<ScopeId, ScopeTree>> open = ThreadLocal.withInitial(HashMap::new);

    static OpenTrees get() {
        return ExtensionList.lookupSingleton(OpenTrees.class);
    }

    /** Runs {@code work} on the snapshot of the batch that this thread is in, else on one that is open as long as the work lasts. */
    <T> T with(ScopeId scope, Work<T> work) throws IOException {
        Map<ScopeId, ScopeTree> trees = open.get();
        ScopeTree tree = trees.get(scope);
        if (tree != null) {
            return work.on(tree);
        }
        try (ScopeTree opened = ScopeService.get().store().open(scope, ArtifactPath.ROOT)) {
            trees.put(scope, opened);
            return work.on(opened);
        } finally {
            trees.remove(scope);
            if (trees.isEmpty()) {
                open.remove();
            }
        }
    }

    /** What is asked. */
    @FunctionalInterface
    interface Work<T> {
        T on(ScopeTree tree) throws IOException;
    }
}
