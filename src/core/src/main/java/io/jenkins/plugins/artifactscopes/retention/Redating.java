package io.jenkins.plugins.artifactscopes.retention;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Dates what is stored by a policy that has changed. Reads entries, never contents. The new policy is in force before this begins; until
 * this ends, nothing goes that the new policy keeps, and what it lets go sooner may stay a little longer.
 */
public final class Redating {
    private final ScopeStore store;
    private final Catalog catalog;
    private final Predicate<String> known;

    public Redating(ScopeStore store, Catalog catalog) {
        this(store, catalog, project -> true);
    }

    /** @param known whether a project's policy can be told now; where it cannot, what is noted stays so until it can */
    public Redating(ScopeStore store, Catalog catalog, Predicate<String> known) {
        this.store = store;
        this.catalog = catalog;
        this.known = known;
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

    /** Notes that the project's policy may be another once it can be told; nothing new where that is noted. */
    void mayChange(String project) {
        if (!catalog.expiries().redating().contains(project)) {
            changed(project);
        }
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
     * Dates all projects whose policy has changed. A scope that cannot be read keeps no other from it, and its project stays to be done.
     *
     * @param stop asked before each scope
     */
    public Redated resume(BooleanSupplier stop) {
        List<SweepResult.Failure> failures = new ArrayList<>();
        for (String project : catalog.expiries().redating()) {
            if (known.test(project) && !redate(project, stop, failures)) {
                return new Redated(failures, false);
            }
        }
        return new Redated(failures, failures.isEmpty());
    }

    /** @return false when it was stopped */
    private boolean redate(String project, BooleanSupplier stop, List<SweepResult.Failure> failures) {
        boolean whole = true;
        for (ScopeId scope : catalog.allScopes(project)) {
            if (stop.getAsBoolean()) {
                return false;
            }
            try {
                redate(scope);
            } catch (IOException | RuntimeException e) {
                whole = false;
                if (failures.size() < SweepResult.MAX_FAILURES) {
                    failures.add(new SweepResult.Failure(scope, e));
                }
            }
        }
        if (whole) {
            catalog.expiries().finishRedating(project);
        }
        return true;
    }

    private void redate(ScopeId scope) throws IOException {
        try (ScopeTree tree = store.open(scope, ArtifactPath.ROOT)) {
            catalog.expiries().redate(scope, tree.version(), tree.entries());
        }
    }

    /**
     * What came of it.
     *
     * @param failures the scopes that could not be dated, and the projects whose policy cannot be read; at most {@link SweepResult#MAX_FAILURES} of each
     * @param complete whether nothing is left to be done, but for projects whose policy is not known
     */
    public record Redated(List<SweepResult.Failure> failures, boolean complete) {
        public Redated {
            failures = List.copyOf(failures);
        }

        Redated with(List<SweepResult.Failure> others) {
            List<SweepResult.Failure> all = new ArrayList<>(failures);
            all.addAll(others);
            return new Redated(all, complete);
        }
    }
}
