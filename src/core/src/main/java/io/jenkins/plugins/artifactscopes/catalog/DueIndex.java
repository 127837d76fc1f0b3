package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.catalog.KeyType.Field;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * What expires when, project by project, so that no project waits for another. What is noted is a reason to look, not a verdict: the
 * rules are asked again before anything is deleted. Locked by its caller.
 */
final class DueIndex {
    private static final int DROPPED_AT_ONCE = 1000;

    private final MVMap<Key, Long> rows;
    /** The earliest time of each project that has any: time, project. */
    private final MVMap<Key, Long> heads;
    /** What came due while its artifact was pinned or it was one of the latest of its name, by the artifact's id. */
    private final MVMap<Key, Long> parked;
    /** How often a project was dated anew. */
    private final MVMap<String, Long> epochs;

    /** The projects that are being dated anew. */
    private final MVMap<String, Long> redating;

    DueIndex(MVStore store) {
        Field[] row = {
            Field.TEXT, Field.NUMBER, Field.TEXT, Field.TEXT, Field.NUMBER, Field.NUMBER, Field.TEXT, Field.TEXT
        };
        Field[] parkedRow = new Field[row.length + 1];
        parkedRow[0] = Field.NUMBER;
        System.arraycopy(row, 0, parkedRow, 1, row.length);
        rows = open(store, "catalog.due", new KeyType(row));
        heads = open(store, "catalog.heads", new KeyType(Field.NUMBER, Field.TEXT));
        parked = open(store, "catalog.parked", new KeyType(parkedRow));
        epochs = openByProject(store, "catalog.epochs");
        redating = openByProject(store, "catalog.redating");
    }

    private static MVMap<Key, Long> open(MVStore store, String name, KeyType type) {
        return store.openMap(name, new MVMap.Builder<Key, Long>().keyType(type).valueType(LongDataType.INSTANCE));
    }

    private static MVMap<String, Long> openByProject(MVStore store, String name) {
        return store.openMap(
                name,
                new MVMap.Builder<String, Long>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(LongDataType.INSTANCE));
    }

    void add(Due due) {
        change(due.scope().project(), () -> rows.put(due.row(), 0L));
    }

    void remove(Due due) {
        change(due.scope().project(), () -> rows.remove(due.row()));
    }

    /** Removes what is noted of an artifact for one time, if it is found soon; else it is found to be void when due. */
    void drop(ScopeId scope, String artifact, Instant expires) {
        change(scope.project(), () -> {
            Key from = Key.of(
                    scope.project(),
                    expires.toEpochMilli(),
                    scope.workflow().orElse(""),
                    scope.job().orElse(""),
                    0L,
                    0L,
                    "",
                    "");
            Cursor<Key, Long> cursor = rows.cursor(from);
            for (int seen = 0; seen < DROPPED_AT_ONCE && cursor.hasNext(); seen++) {
                Due due = Due.read(cursor.next());
                if (!due.scope().equals(scope) || !due.expires().equals(expires)) {
                    return;
                }
                if (due.artifact().equals(artifact)) {
                    rows.remove(due.row());
                }
            }
        });
    }

    private void change(String project, Runnable change) {
        Optional<Long> before = first(project);
        change.run();
        Optional<Long> after = first(project);
        if (!before.equals(after)) {
            before.ifPresent(time -> heads.remove(Key.of(time, project)));
            after.ifPresent(time -> heads.put(Key.of(time, project), 0L));
        }
    }

    private Optional<Long> first(String project) {
        Key key = rows.ceilingKey(start(project));
        return key == null || !key.text(0).equals(project) ? Optional.empty() : Optional.of(key.number(1));
    }

    private static Key start(String project) {
        return Key.of(project, Long.MIN_VALUE, "", "", 0L, 0L, "", "");
    }

    Optional<Instant> next() {
        return Optional.ofNullable(heads.firstKey()).map(key -> Instant.ofEpochMilli(key.number(0)));
    }

    /** The projects of which something is due at {@code now}, the longest due first, at most {@code limit}. */
    List<String> projects(Instant now, int limit) {
        List<String> projects = new ArrayList<>();
        Cursor<Key, Long> cursor = heads.cursor(null);
        while (projects.size() < limit && cursor.hasNext()) {
            Key key = cursor.next();
            if (key.number(0) > now.toEpochMilli()) {
                break;
            }
            projects.add(key.text(1));
        }
        return projects;
    }

    /** What of a project is due at {@code now}, the longest due first, what comes after {@code after}, at most {@code limit}. */
    List<Due> due(String project, Instant now, Optional<Due> after, int limit) {
        List<Due> due = new ArrayList<>();
        Key from = after.map(Due::row).orElse(start(project));
        Cursor<Key, Long> cursor = rows.cursor(from);
        while (due.size() < limit && cursor.hasNext()) {
            Key key = cursor.next();
            if (!key.text(0).equals(project) || key.number(1) > now.toEpochMilli()) {
                break;
            }
            if (!key.equals(from)) {
                due.add(Due.read(key));
            }
        }
        return due;
    }

    void park(long artifact, Due due) {
        remove(due);
        copyToParked(artifact, due);
    }

    void copyToParked(long artifact, Due due) {
        parked.put(due.row().after(artifact), 0L);
    }

    /** Puts back what was set aside, to be looked at when the next sweep comes. */
    void unpark(long artifact) {
        parkedRows(artifact).forEach(key -> {
            parked.remove(key);
            Key row = key.rest();
            change(row.text(0), () -> rows.put(row, 0L));
        });
    }

    void dropParked(long artifact) {
        parkedRows(artifact).forEach(parked::remove);
    }

    private List<Key> parkedRows(long artifact) {
        List<Key> keys = new ArrayList<>();
        Cursor<Key, Long> cursor = parked.cursor(start("").after(artifact));
        while (cursor.hasNext()) {
            Key key = cursor.next();
            if (key.number(0) != artifact) {
                break;
            }
            keys.add(key);
        }
        return keys;
    }

    long epoch(String project) {
        Long epoch = epochs.get(project);
        return epoch == null ? 0 : epoch;
    }

    /** From now on everything of the project is noted under a new number. */
    void beginRedating(String project) {
        epochs.put(project, epoch(project) + 1);
        redating.put(project, 0L);
    }

    void finishRedating(String project) {
        redating.remove(project);
    }

    List<String> redating() {
        return redating.keyList().stream().toList();
    }

    /** Removes at most {@code limit} notes of the project that are older than its epoch, from {@code from} on; where to go on. */
    Optional<Due> dropOld(String project, Optional<Due> from, int limit) {
        long epoch = epoch(project);
        List<Key> old = new ArrayList<>();
        Cursor<Key, Long> cursor = rows.cursor(from.map(Due::row).orElse(start(project)));
        Key last = null;
        for (int seen = 0; seen < limit && cursor.hasNext(); seen++) {
            Key key = cursor.next();
            if (!key.text(0).equals(project)) {
                last = null;
                break;
            }
            if (key.number(4) < epoch) {
                old.add(key);
            }
            last = cursor.hasNext() ? key : null;
        }
        change(project, () -> old.forEach(rows::remove));
        return Optional.ofNullable(last).map(Due::read);
    }

    long size() {
        return rows.sizeAsLong();
    }

    void clear() {
        rows.clear();
        heads.clear();
        parked.clear();
        epochs.clear();
        redating.clear();
    }
}
