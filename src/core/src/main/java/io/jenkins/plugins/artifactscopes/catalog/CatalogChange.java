package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.store.StoreListener.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sums a commit up, artifact by artifact, and writes the sums when it is complete. Keeps nothing of single entries. */
final class CatalogChange implements Change {
    /** Artifacts that are changed under one lock: a reader waits for no more. */
    static final int BATCH = 256;

    private final CatalogRows rows;
    private final Dates dates;
    private final Pins pins;
    private final ScopeId scope;
    private final PushInfo push;
    private final Map<String, Long> ids = new HashMap<>();
    private final DueRuns fresh;
    private final DueRuns amongOthers;
    private final Map<String, ArtifactDelta> deltas = new LinkedHashMap<>();
    private final List<Due> notes = new ArrayList<>();

    CatalogChange(CatalogRows rows, Dates dates, Pins pins, ScopeId scope, PushInfo push) {
        this.rows = rows;
        this.dates = dates;
        this.pins = pins;
        this.scope = scope;
        this.push = push;
        long epoch = rows.read(() -> rows.due.epoch(scope.project()));
        this.fresh = new DueRuns(scope, epoch, false, this::note);
        this.amongOthers = new DueRuns(scope, epoch, true, this::note);
    }

    @Override
    public void created(String artifact, long id) {
        ids.put(artifact, id);
    }

    @Override
    public void put(Entry entry) {
        String artifact = entry.path().artifact();
        // It is the latest of its name, now.
        Dates.Dated dated = dates.date(scope, entry, ids.get(artifact), () -> 0);
        delta(artifact).put(entry, dated.shown());
        if (entry.kind() != Entry.Kind.DIRECTORY) {
            (ids.containsKey(artifact) ? fresh : amongOthers).add(entry, dated.due());
        }
    }

    @Override
    public void removed(Entry entry) {
        delta(entry.path().artifact()).removed(entry);
    }

    private ArtifactDelta delta(String artifact) {
        return deltas.computeIfAbsent(artifact, ArtifactDelta::new);
    }

    /** Notes go out in bounded numbers, before the commit is complete: one that comes to nothing is found to be void when due. */
    private void note(Due due) {
        notes.add(due);
        if (notes.size() == BATCH) {
            writeNotes();
        }
    }

    private void writeNotes() {
        rows.change(() -> notes.forEach(rows.due::add));
        notes.clear();
    }

    @Override
    public void done() {
        fresh.finish();
        amongOthers.finish();
        writeNotes();
        List<ArtifactDelta> batch = new ArrayList<>();
        for (ArtifactDelta delta : deltas.values()) {
            batch.add(delta);
            if (batch.size() == BATCH) {
                write(batch);
            }
        }
        write(batch);
        rows.committed(scope, push.number());
    }

    private void write(List<ArtifactDelta> batch) {
        rows.change(() -> batch.forEach(this::write));
        batch.clear();
    }

    private void write(ArtifactDelta delta) {
        ArtifactRecord before = rows.artifacts.find(scope, delta.name()).orElse(null);
        long id = id(delta.name(), before);
        Optional<ArtifactRecord> after = delta.applied(scope, before, id, pins.isPinned(scope, id));
        if (before == null) {
            after.ifPresent(rows::put);
        } else if (after.isPresent()) {
            rows.replace(before, after.get());
        } else {
            rows.remove(before);
            pins.set(scope, before.id(), false);
            pins.setExpireIn(before.id(), null);
        }
        delta.pushes().forEach((number, count) -> rows.pushes.add(scope, delta.name(), number, count));
        if (before != null && after.isPresent() && delta.pushes().containsKey(push.number())) {
            // An earlier push may be none of the latest any more.
            rows.due.unpark(before.id());
        }
    }

    private long id(String name, @Nullable ArtifactRecord before) {
        Long given = ids.get(name);
        if (given != null) {
            return given;
        }
        if (before == null) {
            throw new IllegalStateException("Commit " + push.number() + " of " + scope + " changes " + name
                    + ", which the catalog does not know. Rebuild the catalog.");
        }
        return before.id();
    }
}
