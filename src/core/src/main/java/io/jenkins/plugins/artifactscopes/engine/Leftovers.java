package io.jenkins.plugins.artifactscopes.engine;

import io.jenkins.plugins.artifactscopes.retention.SweepResult.Failure;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.disk.DiskScopeStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** What dead processes left behind in scopes: pushes that nobody goes on with, contents that nothing names. */
final class Leftovers {
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final DiskScopeStore store;
    private Instant everywhereUntil = Instant.MIN;

    Leftovers(DiskScopeStore store) {
        this.store = store;
    }

    /** The process before this one did not end in order, and may have left something in any scope. */
    void mayBeEverywhere(Instant now) {
        everywhereUntil = now.plus(ABANDONED);
    }

    /**
     * Takes away what is old enough. A scope that does not open keeps nobody from the others.
     *
     * @param stop asked often; true ends it early
     * @return the scopes that it could not be taken from
     */
    List<Failure> remove(Instant now, BooleanSupplier stop) {
        List<Failure> failures = new ArrayList<>();
        for (ScopeId scope : scopes(now, stop)) {
            if (!stop.getAsBoolean()) {
                try {
                    store.removeOrphans(scope, before(now));
                } catch (IOException | RuntimeException e) {
                    failures.add(new Failure(scope, e));
                }
            }
        }
        return failures;
    }

    private Set<ScopeId> scopes(Instant now, BooleanSupplier stop) {
        Set<ScopeId> scopes = store.stagedBefore(before(now));
        if (!everywhereUntil.equals(Instant.MIN) && !stop.getAsBoolean()) {
            store.scopes().forEachRemaining(scopes::add);
            // What a dead process left in its last moments is old enough to go only now.
            everywhereUntil = now.isAfter(everywhereUntil) ? Instant.MIN : everywhereUntil;
        }
        return scopes;
    }

    private static long before(Instant now) {
        return now.minus(ABANDONED).toEpochMilli();
    }
}
