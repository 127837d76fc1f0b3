package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactQuery;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/** Looks at the artifacts of a list, from the newest on, and keeps the first ones in some order: no more than a page needs. */
final class ArtifactScan {
    /** Artifacts that are read under one lock. */
    private static final int SOME = 1000;

    private final Catalog catalog;
    private final InstantSource clock;
    private final Comparator<ArtifactRecord> order;
    private final Predicate<ArtifactRecord> wanted;
    private final int kept;
    /** The last in order comes first, so that it is the first to go. */
    private final PriorityQueue<ArtifactRecord> first;

    private long looked;
    private long found;
    private long oldest = Long.MAX_VALUE;
    private boolean complete;

    /** @param kept how many are kept */
    ArtifactScan(
            Catalog catalog,
            InstantSource clock,
            Comparator<ArtifactRecord> order,
            Predicate<ArtifactRecord> wanted,
            int kept) {
        this.catalog = catalog;
        this.clock = clock;
        this.order = order;
        this.wanted = wanted;
        this.kept = kept;
        this.first = new PriorityQueue<>(order.reversed());
    }

    void look(ArtifactQuery query, ArtifactBounds bounds) {
        Instant end = clock.instant().plus(bounds.time());
        do {
            int limit = (int) Math.min(SOME, bounds.looked() - looked);
            List<ArtifactRecord> some = catalog.older(query, oldest, limit);
            some.forEach(this::add);
            looked += some.size();
            complete = some.size() < limit;
            if (!some.isEmpty()) {
                oldest = some.get(some.size() - 1).id();
            }
        } while (!complete && looked < bounds.looked() && clock.instant().isBefore(end));
    }

    /** Adds one that was not looked at. */
    void addOther(ArtifactRecord artifact) {
        if (artifact.id() < oldest) {
            add(artifact);
        }
    }

    private void add(ArtifactRecord artifact) {
        if (!wanted.test(artifact)) {
            return;
        }
        found++;
        if (first.size() < kept) {
            first.add(artifact);
        } else if (kept > 0 && order.compare(artifact, first.element()) < 0) {
            first.remove();
            first.add(artifact);
        }
    }

    /** How many were looked at. */
    long looked() {
        return looked;
    }

    /** How many of them are wanted. */
    long found() {
        return found;
    }

    /** Whether all were looked at. */
    boolean isComplete() {
        return complete;
    }

    /** Those that were kept, in order. */
    List<ArtifactRecord> first() {
        List<ArtifactRecord> all = new ArrayList<>(first);
        all.sort(order);
        return all;
    }
}
