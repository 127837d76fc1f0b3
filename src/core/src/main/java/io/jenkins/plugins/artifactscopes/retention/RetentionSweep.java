package io.jenkins.plugins.artifactscopes.retention;

import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.catalog.Due;
import io.jenkins.plugins.artifactscopes.catalog.Expiries;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Deletes what is due. It costs as much as what it deletes, not as what exists. Projects take turns, so that a big one keeps no other
 * waiting. It may be stopped or killed at any time: what is left is due the next time. For one thread at a time.
 */
public final class RetentionSweep {
    /** Entries that one project may have looked at before it is the next one's turn. */
    static final int TURN = 4000;

    /** Notes that are read at once. */
    private static final int NOTES = 100;

    /** How long an artifact is listed after it has gone. */
    private static final Duration LISTED = Duration.ofDays(30);

    private final ScopeStore store;
    private final Expiries expiries;
    private final Policies policies;
    private final RetentionAudit audit;
    private final InstantSource clock;

    public RetentionSweep(
            ScopeStore store, Catalog catalog, Policies policies, RetentionAudit audit, InstantSource clock) {
        this.store = store;
        this.expiries = catalog.expiries();
        this.policies = policies;
        this.audit = audit;
        this.clock = clock;
    }

    /** Deletes all that is due now, unless {@code stop} says so: it is asked about once for 1,000 entries. */
    public SweepResult run(BooleanSupplier stop) {
        return run(stop, Kept.NOTHING);
    }

    /** As {@link #run(BooleanSupplier)}, but for what is kept; that stays due. */
    public SweepResult run(BooleanSupplier stop, Kept kept) {
        Instant now = clock.instant();
        SweepState state = new SweepState(stop);
        DueSweep sweep = new DueSweep(store, expiries, policies, audit, kept, now, state);
        Deque<Turn> turns = new ArrayDeque<>();
        expiries.projects(now, Integer.MAX_VALUE).forEach(project -> turns.add(new Turn(project, Optional.empty())));
        while (!turns.isEmpty() && !state.isStopped()) {
            take(turns.remove(), now, sweep, state).ifPresent(turns::add);
        }
        state.compact(store);
        expiries.dropExpiredBefore(now.minus(LISTED));
        return state.result();
    }

    /** One turn of a project; where it goes on in the next, empty when nothing is left. */
    private Optional<Turn> take(Turn turn, Instant now, DueSweep sweep, SweepState state) {
        int budget = TURN;
        Turn at = turn;
        while (budget > 0 && !state.isStopped()) {
            List<Due> notes = new ArrayList<>(expiries.due(at.project, now, at.after, NOTES));
            if (notes.isEmpty()) {
                return Optional.empty();
            }
            for (Due due : notes) {
                if (budget <= 0 || state.isStopped()) {
                    return Optional.of(at);
                }
                budget -= sweep.sweep(due, budget);
                at = new Turn(at.project, Optional.of(due));
            }
        }
        return Optional.of(at);
    }

    /**
     * Where a project has got to.
     *
     * @param after the last note that was looked at; one that failed is passed over, until the next sweep
     */
    private record Turn(String project, Optional<Due> after) {}
}
