package io.jenkins.plugins.artifactscopes.retention;

import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Tells what a policy would do before it is saved. Looks at every entry that it would hold for, and at no content; keeps no more than it
 * is asked to list.
 */
public final class PolicyPreview {
    /** What goes that is listed at most. */
    public static final int MAX_LISTED = 1000;

    private static final int SOME = 100;

    private final ScopeStore store;
    private final Catalog catalog;
    private final Policies policies;
    private final Kept kept;
    private final InstantSource clock;
    private final BooleanSupplier stop;

    /** @param policies those of now */
    public PolicyPreview(ScopeStore store, Catalog catalog, Policies policies, InstantSource clock) {
        this(store, catalog, policies, Kept.NOTHING, clock, () -> false);
    }

    /**
     * @param policies those of now
     * @param kept what is not looked at, because it does not go
     * @param stop asked before each scope; true ends it early
     */
    public PolicyPreview(
            ScopeStore store,
            Catalog catalog,
            Policies policies,
            Kept kept,
            InstantSource clock,
            BooleanSupplier stop) {
        this.store = store;
        this.catalog = catalog;
        this.policies = policies;
        this.kept = kept;
        this.clock = clock;
        this.stop = stop;
    }

    /**
     * What this policy of a project's own would do.
     *
     * @param limit how much of what goes is listed, up to {@link #MAX_LISTED}
     */
    public Preview of(String project, RetentionPolicy own, int limit) throws IOException {
        PreviewSum sum = new PreviewSum(own, true, clock.instant(), limit);
        EffectivePolicy now = policies.of(project);
        look(project, now, new EffectivePolicy(now.global(), own), sum);
        return sum.preview();
    }

    /** What this policy for all projects would do. */
    public Preview ofAll(RetentionPolicy all, int limit) throws IOException {
        PreviewSum sum = new PreviewSum(all, false, clock.instant(), limit);
        List<String> some = catalog.projects("", SOME);
        while (!some.isEmpty()) {
            for (String project : some) {
                EffectivePolicy now = policies.of(project);
                look(project, now, new EffectivePolicy(all, now.project()), sum);
            }
            some = catalog.projects(some.get(some.size() - 1), SOME);
        }
        return sum.preview();
    }

    private void look(String project, EffectivePolicy now, EffectivePolicy then, PreviewSum sum) throws IOException {
        List<ScopeId> some = catalog.scopes(project, Optional.empty(), SOME);
        while (!some.isEmpty()) {
            for (ScopeId scope : some) {
                if (!stop.getAsBoolean() && !kept.isKept(scope)) {
                    look(scope, now, then, sum);
                }
            }
            some = catalog.scopes(project, Optional.of(some.get(some.size() - 1)), SOME);
        }
    }

    private void look(ScopeId scope, EffectivePolicy now, EffectivePolicy then, PreviewSum sum) throws IOException {
        try (ScopeTree tree = store.open(scope, ArtifactPath.ROOT)) {
            String artifact = "";
            boolean pinned = false;
            Iterator<Entry> entries = tree.entries();
            while (entries.hasNext()) {
                Entry entry = entries.next();
                if (entry.kind() == Entry.Kind.DIRECTORY) {
                    continue;
                }
                if (!artifact.equals(entry.path().artifact())) {
                    artifact = entry.path().artifact();
                    sum.flush();
                    pinned = catalog.find(scope, artifact)
                            .filter(found -> found.pinned())
                            .isPresent();
                }
                sum.add(scope, entry, decide(scope, entry, now, pinned), decide(scope, entry, then, pinned));
            }
            sum.flush();
        }
    }

    private RetentionDecision decide(ScopeId scope, Entry entry, EffectivePolicy policy, boolean pinned) {
        return policy.decide(
                scope.scope(), entry.path(), catalog.expiries().asked(scope, entry), pinned, () -> catalog.expiries()
                        .newer(scope, entry));
    }
}
