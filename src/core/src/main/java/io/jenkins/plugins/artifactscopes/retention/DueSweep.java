package io.jenkins.plugins.artifactscopes.retention;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.catalog.Due;
import io.jenkins.plugins.artifactscopes.catalog.Expiries;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.retention.RetentionAudit.Expired;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.store.Removal;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Looks at the entries of one note, and deletes those that the rules of today let go. */
final class DueSweep {
    /** Entries that are deleted in one step: a push to the same scope waits for no more. */
    static final int BATCH = 250;

    private final ScopeStore store;
    private final Expiries expiries;
    private final Policies policies;
    private final RetentionAudit audit;
    private final Kept kept;
    private final Instant now;
    private final SweepState state;

    /** The newest push to the artifact when a note was begun with. */
    private long commit;

    /** The changes of expiries before a note was begun with. */
    private long changes;

    /** Whether a note has to stay, because a push came while it was looked at. */
    private boolean again;

    DueSweep(
            ScopeStore store,
            Expiries expiries,
            Policies policies,
            RetentionAudit audit,
            Kept kept,
            Instant now,
            SweepState state) {
        this.store = store;
        this.expiries = expiries;
        this.policies = policies;
        this.audit = audit;
        this.kept = kept;
        this.now = now;
        this.state = state;
    }

    /**
     * Looks at one note. An error ends it for this scope and this sweep, and is told in the result.
     *
     * @param budget how many entries at most; the rest stays due
     * @return how many entries it looked at, at least 1
     */
    int sweep(Due due, int budget) {
        if (state.hasFailed(due.scope()) || kept.isKept(due.scope())) {
            return 1;
        }
        try {
            return expiries.park(due) ? 1 : 1 + walk(due, budget);
        } catch (IOException | RuntimeException e) {
            state.failed(due.scope(), e);
            return 1;
        } finally {
            state.compactIfMany(store);
        }
    }

    private int walk(Due due, int budget) throws IOException {
        int seen = 0;
        Optional<ArtifactRecord> artifact = expiries.find(due.scope(), due.artifact());
        commit = artifact.map(ArtifactRecord::commit).orElse(0L);
        changes = expiries.changes();
        again = false;
        try (ScopeTree tree = store.open(due.scope(), ArtifactPath.of(due.artifact()))) {
            Iterator<Entry> entries = tree.entries(due.first());
            List<Entry> batch = new ArrayList<>();
            while (entries.hasNext()) {
                Entry entry = entries.next();
                if (entry.path().compareTo(due.last()) > 0) {
                    break;
                }
                seen++;
                if (batch.size() == BATCH || seen > budget) {
                    if (!settle(due, batch)) {
                        expiries.park(due);
                        return seen;
                    }
                    if (seen > budget || state.isStopped()) {
                        if (!again) {
                            expiries.advance(due, due.from(entry.path()), changes);
                        }
                        return seen;
                    }
                }
                if (entry.kind() != Entry.Kind.DIRECTORY && entry.push().number() == due.push()) {
                    batch.add(entry);
                }
            }
            if (!settle(due, batch)) {
                expiries.park(due);
            } else if (!again) {
                expiries.settle(due, changes);
            }
        } finally {
            artifact.ifPresent(last -> expiries.keepExpired(last, now));
        }
        return seen;
    }

    /**
     * What was found of a batch.
     *
     * @param latest those that are kept only as the latest of their name
     */
    private record Found(List<Expired> expired, List<Entry> kept, List<Entry> latest) {}

    /** Deletes or keeps each of a batch; false when the artifact was pinned meanwhile and nothing was done. */
    private boolean settle(Due due, List<Entry> batch) throws IOException {
        Found found = new Found(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        boolean done = expiries.unlessPinned(due.scope(), due.artifact(), () -> {
            // What somebody asks of the artifact while it is decided and deleted has to wait: no verdict is older than
            // its deletion.
            decide(due.scope(), batch, found);
            if (!found.expired.isEmpty()) {
                delete(due.scope(), found.expired);
            }
        });
        batch.clear();
        again |= !found.latest.isEmpty() && !expiries.awaitPush(due, commit);
        expiries.note(due.scope(), found.kept.iterator());
        return done;
    }

    private void decide(ScopeId scope, List<Entry> batch, Found found) {
        EffectivePolicy policy = policies.of(scope.project());
        for (Entry entry : batch) {
            PushInfo asked = expiries.asked(scope, entry);
            RetentionDecision decision =
                    policy.decide(scope.scope(), entry.path(), asked, false, () -> expiries.newer(scope, entry));
            if (decision.isDue(now)) {
                found.expired.add(new Expired(entry, decision));
                continue;
            }
            found.kept.add(entry);
            if (policy.decide(scope.scope(), entry.path(), asked, false).isDue(now)) {
                found.latest.add(entry);
            }
        }
    }

    private void delete(ScopeId scope, List<Expired> expired) throws IOException {
        Removal removal =
                store.delete(scope, expired.stream().map(Expired::entry).toList());
        state.removed(scope, removal);
        audit.deleted(scope, expired, removal);
    }
}
