package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What expires when. A note here is a reason to look at some entries, not a verdict: whoever deletes asks the rules again. An expiry is
 * never forgotten as long as notes are only settled by who looked.
 */
public final class Expiries {
    private static final int BATCH = 256;
    private static final int MOST_NEWER = 1000;

    private final CatalogRows rows;
    private final Dates dates;
    /** Written under the lock of the rows. */
    private final AtomicLong changes = new AtomicLong();

    Expiries(CatalogRows rows, Dates dates) {
        this.rows = rows;
        this.dates = dates;
    }

    /** When the next sweep has something to look at; empty for never. */
    public Optional<Instant> next() {
        return rows.read(rows.due::next);
    }

    /** The projects of which something is due at {@code now}, the longest due first. Costs as much as what it returns. */
    public List<String> projects(Instant now, int limit) {
        return rows.read(() -> rows.due.projects(now, limit));
    }

    /** What of a project is due at {@code now}, the longest due first, after {@code after}. Costs as much as what it returns. */
    public List<Due> due(String project, Instant now, Optional<Due> after, int limit) {
        return rows.read(() -> rows.due.due(project, now, after, limit));
    }

    /** Somebody changed how long an artifact is wanted, and is about to note it anew; under {@link CatalogRows#change}. */
    void changed() {
        changes.incrementAndGet();
    }

    /** How often that was changed: to be asked before a note is looked at, and to be told when it has been. */
    public long changes() {
        return changes.get();
    }

    /**
     * All of it has been looked at. It stays when something was {@link #changes changed} since: the same note may have been made anew.
     *
     * @param seen the changes before it was looked at
     */
    public void settle(Due due, long seen) {
        rows.change(() -> {
            if (changes.get() == seen) {
                rows.due.remove(due);
            }
        });
    }

    /** All of it before {@code rest} has been looked at; otherwise as {@link #settle}. */
    public void advance(Due due, Due rest, long seen) {
        rows.change(() -> {
            rows.due.add(rest);
            if (changes.get() == seen) {
                rows.due.remove(due);
            }
        });
    }

    /**
     * Sets aside what is due of a pinned artifact until it is unpinned.
     *
     * @return whether it is pinned
     */
    public boolean park(Due due) {
        boolean[] parked = new boolean[1];
        rows.change(() -> rows.artifacts
                .find(due.scope(), due.artifact())
                .filter(ArtifactRecord::pinned)
                .ifPresent(artifact -> {
                    rows.due.park(artifact.id(), due);
                    parked[0] = true;
                }));
        return parked[0];
    }

    /**
     * Does {@code deletion} unless the artifact is pinned; nobody pins it meanwhile, nor changes how long it is wanted.
     *
     * @return whether it was done
     */
    public boolean unlessPinned(ScopeId scope, String artifact, Deletion deletion) throws IOException {
        rows.pinning.readLock().lock();
        try {
            boolean pinned = rows.read(() -> rows.artifacts.isPinned(scope, artifact));
            if (!pinned) {
                deletion.run();
            }
            return !pinned;
        } finally {
            rows.pinning.readLock().unlock();
        }
    }

    /** How many later pushes there are to the entry's artifact that still have files or links there; a thousand at most. */
    public int newer(ScopeId scope, Entry entry) {
        return rows.read(() ->
                rows.pushes.newer(scope, entry.path().artifact(), entry.push().number(), MOST_NEWER));
    }

    /**
     * Notes that some of these entries are kept only as the latest of their name: they are looked at again when others are pushed to it.
     *
     * @param commit the newest push to the artifact when that was found
     * @return false when there has been one since, and they are to be looked at again at once
     */
    public boolean awaitPush(Due due, long commit) {
        boolean[] noted = new boolean[1];
        rows.change(() -> rows.artifacts
                .find(due.scope(), due.artifact())
                .filter(artifact -> artifact.commit() == commit)
                .ifPresent(artifact -> {
                    rows.due.copyToParked(artifact.id(), due);
                    noted[0] = true;
                }));
        return noted[0];
    }

    /** The push of an entry, for the rules: with what somebody asked for the artifact since in the place of what the pusher asked. */
    public PushInfo asked(ScopeId scope, Entry entry) {
        return dates.asked(scope, entry);
    }

    /** The artifact of this name. */
    public Optional<ArtifactRecord> find(ScopeId scope, String artifact) {
        return rows.read(() -> rows.artifacts.find(scope, artifact));
    }

    /**
     * Goes on listing an artifact that has expired and of which nothing is left, with no entries; its name is free for another. Unless
     * something of it is there still, or it is listed so already.
     *
     * @param last as it was before its files went
     */
    public void keepExpired(ArtifactRecord last, Instant now) {
        rows.change(() -> {
            if (rows.artifacts.find(last.id()).isEmpty()) {
                rows.expired.keep(last, now);
            }
        });
    }

    /** Lists the expired artifacts no more that went before {@code time}. */
    public void dropExpiredBefore(Instant time) {
        long next = 0;
        do {
            long from = next;
            long[] reached = new long[1];
            rows.change(() -> reached[0] = rows.expired.dropSome(from, time, CatalogChange.BATCH));
            next = reached[0];
        } while (next >= 0);
    }

    /** Deletes something from a store. */
    @FunctionalInterface
    public interface Deletion {
        void run() throws IOException;
    }

    /** Notes entries, in order, by the rules of today: those that were found due by older rules and are not. */
    public void note(ScopeId scope, Iterator<Entry> entries) {
        List<Due> notes = new ArrayList<>();
        DueRuns runs = runs(scope, true, notes);
        while (entries.hasNext()) {
            Entry entry = entries.next();
            runs.add(entry, dates.expires(scope, entry, () -> newer(scope, entry)));
            write(notes, BATCH);
        }
        runs.finish();
        write(notes, 1);
    }

    private DueRuns runs(ScopeId scope, boolean amongOthers, List<Due> notes) {
        return new DueRuns(scope, rows.read(() -> rows.due.epoch(scope.project())), amongOthers, notes::add);
    }

    private void write(List<Due> notes, int atLeast) {
        if (notes.size() >= atLeast) {
            rows.change(() -> notes.forEach(rows.due::add));
            notes.clear();
        }
    }

    /** Begins to date a project anew because its rules changed; it counts as begun until {@link #finishRedating}. */
    public void beginRedating(String project) {
        rows.change(() -> rows.due.beginRedating(project));
    }

    /** The projects that were begun and not finished, over restarts too. */
    public List<String> redating() {
        return rows.read(rows.due::redating);
    }

    /**
     * Dates a scope, or one artifact of it, by the rules of today.
     *
     * @param version the number of the newest commit that {@code entries} show
     * @param entries all of the scope or artifact, in order
     */
    public void redate(ScopeId scope, long version, Iterator<Entry> entries) {
        List<Due> notes = new ArrayList<>();
        DueRuns runs = runs(scope, false, notes);
        ArtifactDelta sum = new ArtifactDelta("");
        while (entries.hasNext()) {
            Entry entry = entries.next();
            String artifact = entry.path().artifact();
            if (!artifact.equals(sum.name())) {
                writeDates(scope, version, sum);
                sum = new ArtifactDelta(artifact);
            }
            Dates.Dated dated = dates.date(scope, entry, null, () -> newer(scope, entry));
            sum.put(entry, dated.shown());
            if (entry.kind() != Entry.Kind.DIRECTORY) {
                runs.add(entry, dated.due());
            }
            write(notes, BATCH);
        }
        runs.finish();
        write(notes, 1);
        writeDates(scope, version, sum);
    }

    private void writeDates(ScopeId scope, long version, ArtifactDelta sum) {
        rows.change(() -> rows.artifacts
                .find(scope, sum.name())
                .ifPresent(artifact -> rows.artifacts.put(
                        artifact.withExpires(artifact.commit() > version ? sum.expires(artifact) : sum.expires()))));
    }

    /** Ends to date a project anew: what was noted by the rules before goes. */
    public void finishRedating(String project) {
        Optional<Due> from = Optional.empty();
        do {
            Optional<Due> start = from;
            List<Optional<Due>> next = new ArrayList<>(1);
            rows.change(() -> next.add(rows.due.dropOld(project, start, BATCH)));
            from = next.get(0);
        } while (from.isPresent());
        rows.change(() -> rows.due.finishRedating(project));
    }
}
