package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.catalog.KeyType.Field;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;

/** Sums by scope and by project, and who holds most. Locked by its caller. */
final class UsageIndex {
    /** What is compared. */
    enum Measure {
        BYTES,
        FILES;

        long of(Usage usage) {
            return this == BYTES ? usage.bytes() : usage.files();
        }
    }

    /** In the place of a project, and no project's name. */
    private static final String ALL = "";

    private final MVMap<Key, Usage> scopes;
    private final MVMap<String, Usage> projects;
    /** Project, the word of a kind of scope; no project for all of them. */
    private final MVMap<Key, Usage> kinds;
    /** Project, measure, amount, workflow, job. */
    private final MVMap<Key, Long> ranks;

    UsageIndex(MVStore store) {
        scopes = store.openMap(
                "catalog.usage",
                new MVMap.Builder<Key, Usage>()
                        .keyType(new KeyType(Field.TEXT, Field.TEXT, Field.TEXT))
                        .valueType(new UsageType()));
        projects = store.openMap(
                "catalog.projects",
                new MVMap.Builder<String, Usage>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(new UsageType()));
        kinds = store.openMap(
                "catalog.kinds",
                new MVMap.Builder<Key, Usage>()
                        .keyType(new KeyType(Field.TEXT, Field.TEXT))
                        .valueType(new UsageType()));
        ranks = store.openMap(
                "catalog.ranks",
                new MVMap.Builder<Key, Long>()
                        .keyType(new KeyType(Field.TEXT, Field.NUMBER, Field.NUMBER, Field.TEXT, Field.TEXT))
                        .valueType(LongDataType.INSTANCE));
    }

    void add(ScopeId scope, Usage delta) {
        if (delta.equals(Usage.NONE)) {
            return;
        }
        Usage before = of(scope);
        Usage after = before.plus(delta);
        for (Measure measure : Measure.values()) {
            ranks.remove(rank(scope, measure, before));
            if (after.artifacts() > 0) {
                ranks.put(rank(scope, measure, after), 0L);
            }
        }
        putOrRemove(scopes, Key.of(scope), after);
        putOrRemove(projects, scope.project(), of(scope.project()).plus(delta));
        Scope kind = scope.scope();
        putOrRemove(
                kinds, kind(scope.project(), kind), of(scope.project(), kind).plus(delta));
        putOrRemove(kinds, kind(ALL, kind), of(kind).plus(delta));
    }

    private static <K> void putOrRemove(MVMap<K, Usage> map, K key, Usage usage) {
        if (usage.artifacts() > 0) {
            map.put(key, usage);
        } else {
            map.remove(key);
        }
    }

    private static Key rank(ScopeId scope, Measure measure, Usage usage) {
        return Key.of(
                scope.project(),
                (long) measure.ordinal(),
                measure.of(usage),
                scope.workflow().orElse(""),
                scope.job().orElse(""));
    }

    Usage of(ScopeId scope) {
        Usage usage = scopes.get(Key.of(scope));
        return usage == null ? Usage.NONE : usage;
    }

    Usage of(Scope kind) {
        return of(ALL, kind);
    }

    Usage of(String project, Scope kind) {
        return kinds.getOrDefault(kind(project, kind), Usage.NONE);
    }

    private static Key kind(String project, Scope kind) {
        return Key.of(project, kind.word());
    }

    /** How many projects have artifacts. */
    long projects() {
        return projects.sizeAsLong();
    }

    Usage of(String project) {
        Usage usage = projects.get(project);
        return usage == null ? Usage.NONE : usage;
    }

    List<ScopeUsage> biggest(String project, Measure measure, int limit) {
        List<ScopeUsage> biggest = new ArrayList<>();
        Key top = Key.of(project, (long) measure.ordinal(), Long.MAX_VALUE, "", "");
        Cursor<Key, Long> cursor = ranks.cursor(top, null, true);
        while (biggest.size() < limit && cursor.hasNext()) {
            Key key = cursor.next();
            if (!key.text(0).equals(project) || key.number(1) != measure.ordinal()) {
                break;
            }
            ScopeId scope = Key.scope(project, key.text(3), key.text(4));
            biggest.add(new ScopeUsage(scope, of(scope)));
        }
        return biggest;
    }

    /**
     * The scopes of a project, after {@code after}, that have artifacts, in order.
     *
     * @param runs only those of runs whose names begin so; empty for all, the project's own included
     */
    List<ScopeId> scopes(String project, String runs, Optional<ScopeId> after, int limit) {
        List<ScopeId> found = new ArrayList<>();
        Key from = after.map(Key::of).orElse(Key.of(project, runs, ""));
        Cursor<Key, Usage> cursor = scopes.cursor(from);
        while (found.size() < limit && cursor.hasNext()) {
            Key key = cursor.next();
            if (!key.text(0).equals(project) || !key.text(1).startsWith(runs)) {
                break;
            }
            if (after.isEmpty() || !key.equals(from)) {
                found.add(Key.scope(key.text(0), key.text(1), key.text(2)));
            }
        }
        return found;
    }

    /** The projects after {@code after} that have artifacts, in order. */
    List<String> projects(String after, int limit) {
        List<String> found = new ArrayList<>();
        for (String next = projects.higherKey(after);
                next != null && found.size() < limit;
                next = projects.higherKey(next)) {
            found.add(next);
        }
        return found;
    }

    void clear() {
        scopes.clear();
        projects.clear();
        kinds.clear();
        ranks.clear();
    }
}
