package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.store.PushReceipt;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.ContentKey;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.NumberKey;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.PathKey;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.PushRow;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.ScopeRow;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.SegmentRow;
import io.jenkins.plugins.artifactscopes.store.disk.RowTypes.StagedKey;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.ToIntFunction;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RootReference;
import org.h2.mvstore.type.DataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/**
 * The entries of every scope in B-trees on disk, so that neither opening a scope nor finding a file costs as much as what the scope
 * holds. It can be told anew from the manifests at any time. Changes to a scope come one at a time, under its lock.
 */
final class EntryIndex {
    private static final char SEPARATOR = '\0';

    final MVMap<PathKey, Row> entries;
    private final MVMap<String, ScopeRow> scopes;
    private final MVMap<ContentKey, String> contents;
    private final MVMap<NumberKey, PushRow> pushes;
    private final MVMap<NumberKey, SegmentRow> segments;
    private final MVMap<StagedKey, Long> staged;
    private final MVMap<PathKey, Long> artifacts;
    private final MVMap<NumberKey, Long> sparse;
    private final MVMap<Integer, String> names;
    private final IndexFile file;

    EntryIndex(IndexFile file) {
        this.file = file;
        MVStore store = file.store();
        scopes = open(store, "scopes", StringDataType.INSTANCE, RowTypes.SCOPE);
        names = store.openMap("store.names");
        entries = open(store, "entries", RowTypes.PATH, RowTypes.ENTRY);
        contents = open(store, "contents", RowTypes.CONTENT, StringDataType.INSTANCE);
        pushes = open(store, "pushes", RowTypes.NUMBER, RowTypes.PUSH);
        segments = open(store, "segments", RowTypes.NUMBER, RowTypes.SEGMENT);
        staged = open(store, "staged", RowTypes.STAGED, LongDataType.INSTANCE);
        artifacts = open(store, "artifacts", RowTypes.PATH, LongDataType.INSTANCE);
        sparse = open(store, "sparse", RowTypes.NUMBER, LongDataType.INSTANCE);
    }

    private static <K, V> MVMap<K, V> open(MVStore store, String name, DataType<K> keys, DataType<V> values) {
        return store.openMap(
                "store." + name, new MVMap.Builder<K, V>().keyType(keys).valueType(values));
    }

    // Scopes

    private static String name(ScopeId scope) {
        return scope.project()
                + SEPARATOR
                + scope.workflow().orElse("")
                + SEPARATOR
                + scope.job().orElse("");
    }

    private static ScopeId scope(String name) {
        String[] parts = name.split(String.valueOf(SEPARATOR), -1);
        return parts[1].isEmpty()
                ? ScopeId.project(parts[0])
                : parts[2].isEmpty() ? ScopeId.workflow(parts[0], parts[1]) : ScopeId.job(parts[0], parts[1], parts[2]);
    }

    Optional<ScopeRow> scope(ScopeId scope) {
        return Optional.ofNullable(scopes.get(name(scope)));
    }

    void put(ScopeId scope, ScopeRow row) {
        scopes.put(name(scope), row);
    }

    /** The row of a scope that has just come to be. */
    synchronized ScopeRow create(ScopeId scope) {
        Integer last = names.lastKey();
        ScopeRow row = new ScopeRow(last == null ? 1 : last + 1, 1, 0, 0, 0, 0);
        names.put(row.number(), name(scope));
        put(scope, row);
        return row;
    }

    Iterator<ScopeId> scopes() {
        Iterator<String> keys = scopes.keyIterator(null);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return keys.hasNext();
            }

            @Override
            public ScopeId next() {
                return scope(keys.next());
            }
        };
    }

    /** Forgets all that is known of a scope but its staged pushes. */
    void forget(ScopeId scope, ScopeRow row) {
        put(scope, row.at(ScopeRow.INCOMPLETE, row.commit(), 0));
        int number = row.number();
        clear(entries, new PathKey(number, ""), PathKey::scope, number);
        clear(contents, new ContentKey(number, 0, Long.MIN_VALUE), ContentKey::scope, number);
        clear(pushes, new NumberKey(number, 0), NumberKey::scope, number);
        clear(segments, new NumberKey(number, 0), NumberKey::scope, number);
        clear(artifacts, new PathKey(number, ""), PathKey::scope, number);
        clear(sparse, new NumberKey(number, 0), NumberKey::scope, number);
        scopes.remove(name(scope));
        names.remove(number);
    }

    private <K, V> void clear(MVMap<K, V> map, K from, ToIntFunction<K> scopeOf, int scope) {
        for (K key = map.ceilingKey(from); key != null && scopeOf.applyAsInt(key) == scope; key = map.higherKey(key)) {
            map.remove(key);
            file.saveWhenLarge();
        }
    }

    // Entries

    @Nullable
    Row entry(ScopeRow scope, String path) {
        return entries.get(new PathKey(scope.number(), path));
    }

    boolean isEmpty(ScopeRow scope) {
        PathKey first = entries.ceilingKey(new PathKey(scope.number(), ""));
        return first == null || first.scope() != scope.number();
    }

    /** How many entries a scope has. */
    long count(ScopeRow scope) {
        return position(scope.number() + 1) - position(scope.number());
    }

    private long position(int scope) {
        long index = entries.getKeyIndex(new PathKey(scope, ""));
        return index < 0 ? -index - 1 : index;
    }

    /** The row at exactly {@code path} in the state of {@code root}. */
    static @Nullable Row row(RootReference<PathKey, Row> root, int scope, String path) {
        Cursor<PathKey, Row> cursor = new Cursor<>(root, new PathKey(scope, path), null);
        if (!cursor.hasNext()) {
            return null;
        }
        PathKey key = cursor.next();
        return key.scope() == scope && key.path().equals(path) ? cursor.getValue() : null;
    }

    /** The first path strictly below {@code path}, or null. */
    @Nullable
    String firstBelow(ScopeRow scope, String path) {
        PathKey next = entries.higherKey(new PathKey(scope.number(), path));
        return next != null && next.scope() == scope.number() && isBelow(next.path(), path) ? next.path() : null;
    }

    static boolean isBelow(String path, String ancestor) {
        return ancestor.isEmpty()
                || (path.length() > ancestor.length()
                        && path.startsWith(ancestor)
                        && path.charAt(ancestor.length()) == '/');
    }

    /** The rows at and below {@code path}, in order, in the state of {@code root}. */
    static Iterator<RowAt> rows(RootReference<PathKey, Row> root, int scope, ArtifactPath path) {
        return rows(root, scope, path, path);
    }

    /** The rows at and below {@code path}, from {@code from} on, which is not before it. */
    static Iterator<RowAt> rows(RootReference<PathKey, Row> root, int scope, ArtifactPath path, ArtifactPath from) {
        Cursor<PathKey, Row> cursor = new Cursor<>(root, new PathKey(scope, from.value()), null);
        return new Iterator<>() {
            private @Nullable RowAt next = advance();

            private @Nullable RowAt advance() {
                if (!cursor.hasNext()) {
                    return null;
                }
                PathKey key = cursor.next();
                boolean inside =
                        key.scope() == scope && (key.path().equals(path.value()) || isBelow(key.path(), path.value()));
                return inside ? new RowAt(key.path(), cursor.getValue()) : null;
            }

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public RowAt next() {
                RowAt row = next;
                if (row == null) {
                    throw new java.util.NoSuchElementException();
                }
                next = advance();
                return row;
            }
        };
    }

    /** A row with its path. */
    record RowAt(String path, Row row) {}

    void forEach(ScopeRow scope, ArtifactPath path, BiConsumer<String, Row> consumer) {
        Iterator<RowAt> rows = rows(entries.flushAndGetRoot(), scope.number(), path);
        while (rows.hasNext()) {
            RowAt row = rows.next();
            consumer.accept(row.path(), row.row());
        }
    }

    @Nullable
    Row put(ScopeRow scope, String path, Row row) {
        if (row.kind() == Entry.Kind.FILE) {
            contents.put(
                    new ContentKey(
                            scope.number(), row.size(), row.requireDigest().prefix()),
                    path);
        }
        return entries.put(new PathKey(scope.number(), path), row);
    }

    @Nullable
    Row remove(ScopeRow scope, String path) {
        Row row = entries.remove(new PathKey(scope.number(), path));
        if (row != null && row.kind() == Entry.Kind.FILE) {
            ContentKey key = new ContentKey(
                    scope.number(), row.size(), row.requireDigest().prefix());
            contents.remove(key, path);
        }
        return row;
    }

    // Contents

    boolean mayKnow(ScopeRow scope, long size) {
        ContentKey key = contents.ceilingKey(new ContentKey(scope.number(), size, Long.MIN_VALUE));
        return key != null && key.scope() == scope.number() && key.size() == size;
    }

    /** The path of a file with this content. */
    Optional<String> known(ScopeRow scope, long size, Digest digest) {
        String path = contents.get(new ContentKey(scope.number(), size, digest.prefix()));
        Row row = path == null ? null : entry(scope, path);
        return row != null && row.isContent(size, digest) ? Optional.ofNullable(path) : Optional.empty();
    }

    // Segments

    @Nullable
    SegmentRow segment(ScopeRow scope, long number) {
        return segments.get(new NumberKey(scope.number(), number));
    }

    void put(ScopeRow scope, long number, SegmentRow row) {
        NumberKey key = new NumberKey(scope.number(), number);
        segments.put(key, row);
        if (row.sparse()) {
            sparse.put(key, row.bytes());
        } else {
            sparse.remove(key);
        }
    }

    void removeSegment(ScopeRow scope, long number) {
        NumberKey key = new NumberKey(scope.number(), number);
        segments.remove(key);
        sparse.remove(key);
    }

    /** The next segment after {@code number} of which less than half is alive, or -1. */
    long nextSparse(ScopeRow scope, long number) {
        NumberKey key = sparse.higherKey(new NumberKey(scope.number(), number));
        return key != null && key.scope() == scope.number() ? key.number() : -1;
    }

    /** The next number of a segment or large file after {@code number}, or -1. */
    long nextNumber(ScopeRow scope, long number) {
        NumberKey key = segments.higherKey(new NumberKey(scope.number(), number));
        return key != null && key.scope() == scope.number() ? key.number() : -1;
    }

    /** The highest number of a segment or large file; 0 for none. */
    long lastNumber(ScopeRow scope) {
        NumberKey key = segments.floorKey(new NumberKey(scope.number(), Long.MAX_VALUE));
        return key != null && key.scope() == scope.number() ? key.number() : 0;
    }

    // Artifacts

    /** The id of the artifact of this name, or null. */
    @Nullable
    Long artifact(ScopeRow scope, String name) {
        return artifacts.get(new PathKey(scope.number(), name));
    }

    void put(ScopeRow scope, String artifact, long id) {
        artifacts.put(new PathKey(scope.number(), artifact), id);
    }

    /** Forgets the id of an artifact that has nothing left. */
    void removeArtifactIfEmpty(ScopeRow scope, String name) {
        if (entry(scope, name) == null && firstBelow(scope, name) == null) {
            artifacts.remove(new PathKey(scope.number(), name));
        }
    }

    // Pushes

    void put(ScopeRow scope, long number, PushRow row) {
        pushes.put(new NumberKey(scope.number(), number), row);
    }

    /** A push that the index knows. */
    PushRow pushRow(ScopeRow scope, long number) {
        PushRow row = pushes.get(new NumberKey(scope.number(), number));
        if (row == null) {
            throw new IllegalStateException("Push " + number + " is not in the index that has its files");
        }
        return row;
    }

    PushInfo push(ScopeRow scope, long number) {
        PushRow row = pushes.get(new NumberKey(scope.number(), number));
        return row == null ? new PushInfo(number, Instant.EPOCH, "", null) : info(number, row);
    }

    static PushInfo info(long number, PushRow row) {
        return new PushInfo(
                number, row.pushed(), row.by(), row.expireIn().isEmpty() ? null : ExpireIn.parse(row.expireIn()));
    }

    Optional<PushReceipt> receipt(ScopeRow scope, String commitId, int atMost) {
        NumberKey key = pushes.floorKey(new NumberKey(scope.number(), Long.MAX_VALUE));
        for (int i = 0; i < atMost && key != null && key.scope() == scope.number(); i++) {
            PushRow row = pushes.get(key);
            if (row != null && row.id().equals(commitId)) {
                Line.Totals totals = row.totals();
                return Optional.of(new PushReceipt(
                        info(key.number(), row),
                        totals.files(),
                        totals.links(),
                        totals.directories(),
                        totals.bytes(),
                        null));
            }
            key = pushes.lowerKey(key);
        }
        return Optional.empty();
    }

    // Staged pushes

    /** Remembers that a push is under way since {@code millis}. */
    synchronized void stage(ScopeId scope, String key, long millis) {
        ScopeRow row = scope(scope).orElseGet(() -> create(scope));
        staged.put(new StagedKey(row.number(), key), millis);
    }

    /** Remembers a push that was found on the disk, unless it is remembered already. */
    synchronized void stageFound(ScopeId scope, String key, long millis) {
        ScopeRow row = scope(scope).orElseGet(() -> create(scope));
        staged.putIfAbsent(new StagedKey(row.number(), key), millis);
    }

    /** The pushes under way that were remembered under an earlier number of the scope are remembered under its own. */
    synchronized void restage(ScopeId scope, int before) {
        StagedKey key = staged.ceilingKey(new StagedKey(before, ""));
        while (key != null && key.scope() == before) {
            Long since = staged.remove(key);
            if (since != null) {
                stage(scope, key.key(), since);
            }
            key = staged.higherKey(key);
        }
    }

    void unstage(ScopeRow scope, String key) {
        staged.remove(new StagedKey(scope.number(), key));
    }

    /** The scopes that have a push under way since before {@code millis}. */
    void forEachStagedBefore(long millis, BiConsumer<ScopeId, String> consumer) {
        Cursor<StagedKey, Long> cursor = staged.cursor(null);
        while (cursor.hasNext()) {
            StagedKey key = cursor.next();
            String name = names.get(key.scope());
            if (cursor.getValue() < millis && name != null) {
                consumer.accept(scope(name), key.key());
            }
        }
    }

    /**
     * Forgets the pushes under way since before {@code millis} of which {@code isThere} says that they are not in their scope, and those whose
     * scope is not known any more.
     *
     * @return whether there were any
     */
    boolean forgetStagedBefore(long millis, BiPredicate<ScopeId, String> isThere) {
        boolean any = false;
        Cursor<StagedKey, Long> cursor = staged.cursor(null);
        while (cursor.hasNext()) {
            StagedKey key = cursor.next();
            String name = names.get(key.scope());
            if (cursor.getValue() < millis && (name == null || !isThere.test(scope(name), key.key()))) {
                staged.remove(key);
                any = true;
            }
        }
        return any;
    }

    boolean hasStaged(ScopeRow scope) {
        StagedKey key = staged.ceilingKey(new StagedKey(scope.number(), ""));
        return key != null && key.scope() == scope.number();
    }
}
