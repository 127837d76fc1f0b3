package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.catalog.KeyType.Field;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.LongDataType;

/** Pins beside the catalog: they stay when the catalog is cleared, not when the file that holds both is lost. */
public final class StoredPins implements Pins {
    private final MVMap<Key, Long> pins;

    public StoredPins(MVStore store) {
        pins = store.openMap(
                "pins",
                new MVMap.Builder<Key, Long>()
                        .keyType(new KeyType(Field.TEXT, Field.TEXT, Field.TEXT, Field.NUMBER))
                        .valueType(LongDataType.INSTANCE));
    }

    @Override
    public boolean isPinned(ScopeId scope, long artifact) {
        return !pins.isEmpty() && pins.containsKey(Key.of(scope, artifact));
    }

    @Override
    public void set(ScopeId scope, long artifact, boolean pinned) {
        Key key = Key.of(scope, artifact);
        if (pinned) {
            pins.put(key, 0L);
        } else {
            pins.remove(key);
        }
    }
}
