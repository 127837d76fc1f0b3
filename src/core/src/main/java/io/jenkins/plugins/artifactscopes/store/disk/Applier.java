package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.store.StoreListener;
import io.jenkins.plugins.artifactscopes.store.disk.EntryIndex.RowAt;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.ScopeRow;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.SegmentRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells one durable commit to the index and to the listener, line by line. */
final class Applier {
    /** Bytes of an entry's two headers in a ZIP, names left out. */
    private static final int ZIP_HEADERS = 120;

    private final EntryIndex index;
    private final StoreListener listener;
    private final ScopeId id;
    private final ScopeRow scope;
    private final PushInfo push;
    private final StoreListener.Change change;
    private final boolean wasEmpty;
    private final Map<Long, SegmentRow> touched = new HashMap<>();
    private final Set<String> thinned = new HashSet<>();
    private String checkedParent = "";
    private long removedFiles;
    private long removedBytes;
    private @Nullable Instant expires;

    Applier(Shared shared, ScopeId id, ScopeRow scope, PushInfo push) {
        this.index = shared.index();
        this.listener = shared.listener();
        this.id = id;
        this.scope = scope;
        this.push = push;
        wasEmpty = index.isEmpty(scope);
        change = listener.begin(id, push);
    }

    void apply(Line line) {
        if (line instanceof Line.Put put) {
            put(put.path(), put.row().in(push.number()));
        } else if (line instanceof Line.Artifact artifact) {
            index.put(scope, artifact.name(), artifact.id());
            change.created(artifact.name(), artifact.id());
        } else if (line instanceof Line.Remove remove) {
            removeTree(remove.path());
        } else if (line instanceof Line.Moved moved) {
            move(moved.path(), moved.place());
        } else if (line instanceof Line.Sealed sealed) {
            Place place = new Place(sealed.number(), 0);
            touched.put(sealed.number(), segment(place).sealed(sealed.bytes(), sealed.crc32c()));
        }
    }

    private void put(String path, Row row) {
        if (!wasEmpty) {
            makeRoom(path, row);
        }
        occupy(path, row);
        Row old = index.put(scope, path, row);
        if (old != null) {
            release(path, old);
        }
        io.jenkins.plugins.artifactscopes.store.Entry entry = row.entry(path, push);
        change.put(entry);
        Instant expiry = listener.expires(id, entry).orElse(null);
        if (expiry != null && (expires == null || expiry.isBefore(expires))) {
            expires = expiry;
        }
    }

    private void makeRoom(String path, Row row) {
        int slash = path.lastIndexOf('/');
        String parent = slash < 0 ? "" : path.substring(0, slash);
        if (!parent.equals(checkedParent)) {
            for (int end = parent.indexOf('/'); end >= 0; end = parent.indexOf('/', end + 1)) {
                removeUnlessDirectory(parent.substring(0, end));
            }
            if (!parent.isEmpty()) {
                removeUnlessDirectory(parent);
            }
            checkedParent = parent;
        }
        if (!row.isDirectory() && index.firstBelow(scope, path) != null) {
            removeTree(path);
        }
    }

    private void removeUnlessDirectory(String ancestor) {
        Row row = index.entry(scope, ancestor);
        if (row != null && !row.isDirectory()) {
            index.remove(scope, ancestor);
            release(ancestor, row);
        }
    }

    private void removeTree(String path) {
        ArtifactPath from = path.isEmpty() ? ArtifactPath.ROOT : ArtifactPath.of(path);
        Iterator<RowAt> rows = EntryIndex.rows(index.entries.flushAndGetRoot(), scope.number(), from);
        while (rows.hasNext()) {
            RowAt next = rows.next();
            index.remove(scope, next.path());
            release(next.path(), next.row());
        }
    }

    private void move(String path, Place place) {
        Row row = index.entry(scope, path);
        if (row != null) {
            Row moved = row.at(place);
            occupy(path, moved);
            index.put(scope, path, moved);
            vacate(path, row);
        }
    }

    private void release(String path, Row row) {
        vacate(path, row);
        if (row.kind() == io.jenkins.plugins.artifactscopes.store.Entry.Kind.FILE) {
            removedFiles++;
            removedBytes += row.size();
        }
        change.removed(row.entry(path, index.push(scope, row.push())));
        int slash = path.indexOf('/');
        thinned.add(slash < 0 ? path : path.substring(0, slash));
    }

    private void occupy(String path, Row row) {
        if (!row.place().isNowhere()) {
            SegmentRow content = segment(row.place()).plus(1, weight(path, row));
            touched.put(row.place().number(), content.segment() ? content : content.sealed(row.size(), 0));
        }
    }

    /** About how many bytes a ZIP gives to an entry: its content, and its name in two headers. */
    private static long weight(String path, Row row) {
        return row.size() + ZIP_HEADERS + 2L * path.length();
    }

    private void vacate(String path, Row row) {
        if (!row.place().isNowhere()) {
            touched.put(row.place().number(), segment(row.place()).plus(-1, -weight(path, row)));
        }
    }

    private SegmentRow segment(Place place) {
        SegmentRow row = touched.get(place.number());
        if (row == null) {
            row = index.segment(scope, place.number());
        }
        return row == null ? SegmentRow.of(place) : row;
    }

    /** What is left to be done on disk. */
    record Outcome(
            Set<Place> dead,
            long removedFiles,
            long removedBytes,
            @Nullable Instant expires) {
        static final Outcome NOTHING = new Outcome(Set.of(), 0, 0, null);
    }

    /** After the last line. */
    Outcome done() {
        Set<Place> dead = new HashSet<>();
        touched.forEach((number, row) -> {
            if (row.live() > 0) {
                index.put(scope, number, row);
            } else {
                index.removeSegment(scope, number);
                dead.add(row.segment() ? new Place(number, 0) : Place.file(number));
            }
        });
        thinned.forEach(artifact -> index.removeArtifactIfEmpty(scope, artifact));
        change.done();
        return new Outcome(dead, removedFiles, removedBytes, expires);
    }
}
