package io.jenkins.plugins.artifactscopes.retention;

import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.function.BooleanSupplier;

/**
 * Tells what a policy would do before it is saved. Looks at every entry that it would hold for, and at no content, as long as that does not
 * take too long; keeps no more than it is asked to list.
 */
public final class PolicyPreview {
    /** What goes that is listed at most. */
    public static final int MAX_LISTED = 1000;

    /** After which nothing more is looked at: somebody waits for the answer. */
    static final Duration LONGEST = Duration.ofSeconds(20);

    private final ScopeStore store;
    private final Catalog catalog;
    private final Policies policies;
    private final Kept kept;
    private final InstantSource clock;
    private final Duration longest;
    private final BooleanSupplier stop;

    /** @param policies those of now */
    public PolicyPreview(ScopeStore store, Catalog catalog, Policies policies, InstantSource clock) {
        this(store, catalog, policies, Kept.NOTHING, clock, LONGEST, () -> false);
    }

    /**
     * @param policies those of now
     * @param kept what is not looked at, because it does not go
     * @param longest after which nothing more is looked at
     * @param stop asked before each scope; true ends it early
     */
    public PolicyPreview(
            ScopeStore store,
            Catalog catalog,
            Policies policies,
            Kept kept,
            InstantSource clock,
            Duration longest,
            BooleanSupplier stop) {
        this.store = store;
        this.catalog = catalog;
        this.policies = policies;
        this.kept = kept;
        this.clock = clock;
        this.longest = longest;
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
        boolean whole = look(project, now, new EffectivePolicy(now.global(), own), sum, new Time());
        return sum.preview(whole);
    }

    /** What this policy for all projects would do. */
    public Preview ofAll(RetentionPolicy all, int limit) throws IOException {
        PreviewSum sum = new PreviewSum(all, false, clock.instant(), limit);
        Time time = new Time();
        for (String project : catalog.allProjects()) {
            EffectivePolicy now = policies.of(project);
            if (!look(project, now, new EffectivePolicy(all, now.project()), sum, time)) {
                return sum.preview(false);
            }
        }
        return sum.preview(true);
    }

    /** The time that may be taken, looked up now and then. */
    private final class Time {
        private static final int EACH = 256;

        private final Instant end = clock.instant().plus(longest);
        private int asked;

        boolean isOver() {
            return ++asked % EACH == 0 && clock.instant().isAfter(end);
        }
    }

    /** False when it took too long, here and below. */
    private boolean look(String project, EffectivePolicy now, EffectivePolicy then, PreviewSum sum, Time time)
            throws IOException {
        for (ScopeId scope : catalog.allScopes(project)) {
            if (stop.getAsBoolean() || (!kept.isKept(scope) && !look(scope, now, then, sum, time))) {
                return false;
            }
        }
        return true;
    }

    private boolean look(ScopeId scope, EffectivePolicy now, EffectivePolicy then, PreviewSum sum, Time time)
            throws IOException {
        try (ScopeTree tree = store.open(scope, ArtifactPath.ROOT)) {
            String artifact = "";
            boolean pinned = false;
            Iterator<Entry> entries = tree.entries();
            boolean over = false;
            while (!over && entries.hasNext()) {
                Entry entry = entries.next();
                over = time.isOver();
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
            return !over;
        }
    }

    private RetentionDecision decide(ScopeId scope, Entry entry, EffectivePolicy policy, boolean pinned) {
        return policy.decide(
                scope.scope(), entry.path(), catalog.expiries().asked(scope, entry), pinned, () -> catalog.expiries()
                        .newer(scope, entry));
    }
}
