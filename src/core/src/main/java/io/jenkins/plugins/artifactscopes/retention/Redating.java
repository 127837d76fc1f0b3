package io.jenkins.plugins.artifactscopes.retention;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Dates what is stored by a policy that has changed. Reads entries, never contents. The new policy is in force before this begins; until
 * this ends, nothing goes that the new policy keeps, and what it lets go sooner may stay a little longer.
 */
public final class Redating {
    private final ScopeStore store;
    private final Catalog catalog;

    public Redating(ScopeStore store, Catalog catalog) {
        this.store = store;
        this.catalog = catalog;
    }

    /**
     * Changes how long an artifact is wanted, and dates it.
     *
     * @param wanted counts from the push of each of its files, and no cap is exceeded; null for what its pushers asked for
     * @return false when the artifact is gone, be it that a sweep came first: nothing was changed
     */
    public boolean expireIn(ArtifactRecord artifact, @Nullable ExpireIn wanted) throws IOException {
        if (!catalog.expireIn(artifact.id(), wanted)) {
            return false;
        }
        try (ScopeTree tree = store.open(artifact.scope(), ArtifactPath.of(artifact.name()))) {
            catalog.expiries().redate(artifact.scope(), tree.version(), tree.entries());
        }
        return true;
    }

    /** Notes that the project's policy has changed; {@link #resume} does the work, if need be after a restart. */
    public void changed(String project) {
        catalog.expiries().beginRedating(project);
    }

    /** Notes that the policy of all projects has changed. */
    public void allChanged() {
        catalog.allProjects().forEach(this::changed);
    }

    /** Whether nothing is noted. */
    boolean isDone() {
        return catalog.expiries().redating().isEmpty();
    }

    /**
     * Dates all projects whose policy has changed.
     *
     * @param stop asked before each scope
     * @return whether all of it is done
     * @throws IOException when a scope cannot be read; that project stays to be done
     */
    public boolean resume(BooleanSupplier stop) throws IOException {
        for (String project : catalog.expiries().redating()) {
            if (!redate(project, stop)) {
                return false;
            }
        }
        return true;
    }

    private boolean redate(String project, BooleanSupplier stop) throws IOException {
        for (ScopeId scope : catalog.allScopes(project)) {
            if (stop.getAsBoolean()) {
                return false;
            }
            redate(scope);
        }
        catalog.expiries().finishRedating(project);
        return true;
    }

    private void redate(ScopeId scope) throws IOException {
        try (ScopeTree tree = store.open(scope, ArtifactPath.ROOT)) {
            catalog.expiries().redate(scope, tree.version(), tree.entries());
        }
    }
}
