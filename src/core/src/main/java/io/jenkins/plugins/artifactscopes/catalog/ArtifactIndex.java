package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactQuery.Direction;
import io.jenkins.plugins.artifactscopes.catalog.KeyType.Field;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.LongDataType;

/** Artifacts by id, by scope and name, and in the lists that people ask for. Locked by its caller. */
final class ArtifactIndex {
    /** Records of other lists that lie between two of one, and are passed over. */
    private static final int NEAR = 16;

    private final MVMap<Long, ArtifactRecord> byId;
    private final MVMap<Key, Long> byName;
    /** Project, list, name, id: for each list that an artifact is in, a row with its name and one without. */
    private final MVMap<Key, Long> lists;

    /** By id; mostly empty, and then nobody looks further. */
    private final MVMap<Long, Long> pinned;

    ArtifactIndex(MVStore store) {
        byId = store.openMap(
                "catalog.artifacts",
                new MVMap.Builder<Long, ArtifactRecord>()
                        .keyType(LongDataType.INSTANCE)
                        .valueType(new ArtifactType()));
        pinned = store.openMap(
                "catalog.pinned",
                new MVMap.Builder<Long, Long>().keyType(LongDataType.INSTANCE).valueType(LongDataType.INSTANCE));
        byName = open(store, "catalog.names", Field.TEXT, Field.TEXT, Field.TEXT, Field.TEXT);
        lists = open(store, "catalog.lists", Field.TEXT, Field.TEXT, Field.TEXT, Field.NUMBER);
    }

    private static MVMap<Key, Long> open(MVStore store, String name, Field... fields) {
        return store.openMap(
                name,
                new MVMap.Builder<Key, Long>().keyType(new KeyType(fields)).valueType(LongDataType.INSTANCE));
    }

    void put(ArtifactRecord artifact) {
        ArtifactRecord before = byId.put(artifact.id(), artifact);
        if (artifact.pinned()) {
            pinned.put(artifact.id(), 0L);
        } else if (before != null && before.pinned()) {
            pinned.remove(artifact.id());
        }
        if (before == null) {
            byName.put(Key.of(artifact.scope(), artifact.name()), artifact.id());
            rows(artifact).forEach(row -> lists.put(row, 0L));
        }
    }

    /** Lists an artifact whose name is another's now, or nobody's. */
    void putNameless(ArtifactRecord artifact) {
        byId.put(artifact.id(), artifact);
        rows(artifact).forEach(row -> lists.put(row, 0L));
    }

    void remove(ArtifactRecord artifact) {
        byId.remove(artifact.id());
        pinned.remove(artifact.id());
        byName.remove(Key.of(artifact.scope(), artifact.name()), artifact.id());
        rows(artifact).forEach(lists::remove);
    }

    private static List<Key> rows(ArtifactRecord artifact) {
        String project = artifact.scope().project();
        List<Key> rows = new ArrayList<>(12);
        for (String list : ArtifactQuery.lists(artifact.scope())) {
            rows.add(Key.of(project, list, "", artifact.id()));
            rows.add(Key.of(project, list, artifact.name(), artifact.id()));
        }
        return rows;
    }

    Optional<ArtifactRecord> find(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<ArtifactRecord> find(ScopeId scope, String name) {
        return Optional.ofNullable(byName.get(Key.of(scope, name))).flatMap(this::find);
    }

    boolean isPinned(ScopeId scope, String name) {
        return !pinned.isEmpty()
                && find(scope, name).filter(ArtifactRecord::pinned).isPresent();
    }

    /** The artifacts of a scope by name, after {@code after}, at most {@code limit}. */
    List<ArtifactRecord> inScope(ScopeId scope, String after, int limit) {
        List<ArtifactRecord> found = new ArrayList<>();
        Key from = Key.of(scope, after);
        Cursor<Key, Long> cursor = byName.cursor(from);
        while (found.size() < limit && cursor.hasNext()) {
            Key key = cursor.next();
            if (!Key.scope(key.text(0), key.text(1), key.text(2)).equals(scope)) {
                break;
            }
            if (!key.equals(from)) {
                find(cursor.getValue()).ifPresent(found::add);
            }
        }
        return found;
    }

    ArtifactPage page(ArtifactQuery query, long offset, int limit, Direction direction) {
        long first = position(query, 0);
        long end = position(query, Long.MAX_VALUE);
        long total = end - first;
        if (offset >= total || limit <= 0) {
            return new ArtifactPage(List.of(), total);
        }
        boolean reverse = direction == Direction.NEWEST_FIRST;
        Key start = lists.getKey(reverse ? end - 1 - offset : first + offset);
        Cursor<Key, Long> cursor = lists.cursor(start, null, reverse);
        List<ArtifactRecord> found = new ArrayList<>();
        for (long left = Math.min(limit, total - offset); left > 0 && cursor.hasNext(); left--) {
            find(cursor.next().number(3)).ifPresent(found::add);
        }
        return new ArtifactPage(found, total);
    }

    /** The artifacts of a list whose ids are less than {@code before}, the newest first, at most {@code limit}. */
    List<ArtifactRecord> older(ArtifactQuery query, long before, int limit) {
        List<ArtifactRecord> found = new ArrayList<>();
        Key first = Key.of(query.project(), query.list(), query.nameOrNone(), 0L);
        Key last = Key.of(query.project(), query.list(), query.nameOrNone(), before - 1);
        Cursor<Key, Long> cursor = lists.cursor(last, first, true);
        Cursor<Long, ArtifactRecord> records = byId.cursor(before - 1, null, true);
        while (found.size() < limit && cursor.hasNext()) {
            long id = cursor.next().number(3);
            if (!reaches(records, id)) {
                records = byId.cursor(id, null, true);
                records.next();
            }
            found.add(records.getValue());
        }
        return found;
    }

    /** Goes on to a record if it is near: that is much faster than to look for each. */
    private static boolean reaches(Cursor<Long, ArtifactRecord> records, long id) {
        for (int step = 0; step < NEAR && records.hasNext(); step++) {
            long next = records.next();
            if (next <= id) {
                return next == id;
            }
        }
        return false;
    }

    /** How many rows come before the id in this list; no id is 0 or the greatest number. */
    private long position(ArtifactQuery query, long id) {
        long index = lists.getKeyIndex(Key.of(query.project(), query.list(), query.nameOrNone(), id));
        return -(index + 1);
    }

    /** The highest id; 0 for none. */
    long lastId() {
        Long last = byId.lastKey();
        return last == null ? 0 : last;
    }

    long size() {
        return byId.sizeAsLong();
    }

    void clear() {
        byId.clear();
        pinned.clear();
        byName.clear();
        lists.clear();
    }
}
