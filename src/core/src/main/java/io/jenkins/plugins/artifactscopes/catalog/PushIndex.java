package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.catalog.KeyType.Field;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.LongDataType;

/**
 * Which pushes still have files or links in each artifact of a project's scope, so that the latest can be told. Elsewhere nobody asks.
 * Locked by its caller.
 */
final class PushIndex {
    /** Project, artifact, push: how many. */
    private final MVMap<Key, Long> pushes;

    PushIndex(MVStore store) {
        pushes = store.openMap(
                "catalog.pushes",
                new MVMap.Builder<Key, Long>()
                        .keyType(new KeyType(Field.TEXT, Field.TEXT, Field.NUMBER))
                        .valueType(LongDataType.INSTANCE));
    }

    /** So many more of this push are there, or fewer. */
    void add(ScopeId scope, String artifact, long push, long count) {
        if (scope.scope() != Scope.PROJECT || count == 0) {
            return;
        }
        Key key = Key.of(scope.project(), artifact, push);
        long after = pushes.getOrDefault(key, 0L) + count;
        if (after > 0) {
            pushes.put(key, after);
        } else {
            pushes.remove(key);
        }
    }

    /** How many later pushes have something in the artifact; not more than {@code most} are counted. */
    int newer(ScopeId scope, String artifact, long push, int most) {
        int count = 0;
        Cursor<Key, Long> cursor = pushes.cursor(Key.of(scope.project(), artifact, push + 1));
        while (count < most && cursor.hasNext()) {
            Key key = cursor.next();
            if (!key.text(0).equals(scope.project()) || !key.text(1).equals(artifact)) {
                break;
            }
            count++;
        }
        return count;
    }

    void forget(ScopeId scope) {
        if (scope.scope() != Scope.PROJECT) {
            return;
        }
        Key from = Key.of(scope.project(), "", 0L);
        for (Key key = pushes.ceilingKey(from);
                key != null && key.text(0).equals(scope.project());
                key = pushes.higherKey(key)) {
            pushes.remove(key);
        }
    }

    void clear() {
        pushes.clear();
    }
}
