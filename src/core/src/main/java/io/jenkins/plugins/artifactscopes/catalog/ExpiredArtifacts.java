package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.catalog.KeyType.Field;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.LongDataType;

/** Artifacts that have expired, whose files are gone, and that are listed for a while still. Locked by its caller. */
final class ExpiredArtifacts {
    private final ArtifactIndex artifacts;
    /** By id: when it went, in milliseconds. */
    private final MVMap<Long, Long> times;

    private final MVMap<Key, Long> byScope;

    ExpiredArtifacts(MVStore store, ArtifactIndex artifacts) {
        this.artifacts = artifacts;
        times = store.openMap(
                "catalog.expired",
                new MVMap.Builder<Long, Long>().keyType(LongDataType.INSTANCE).valueType(LongDataType.INSTANCE));
        byScope = store.openMap(
                "catalog.expiredScopes",
                new MVMap.Builder<Key, Long>()
                        .keyType(new KeyType(Field.TEXT, Field.TEXT, Field.TEXT, Field.NUMBER))
                        .valueType(LongDataType.INSTANCE));
    }

    void keep(ArtifactRecord artifact, Instant now) {
        artifacts.putNameless(artifact.gone());
        times.put(artifact.id(), now.toEpochMilli());
        byScope.put(Key.of(artifact.scope(), artifact.id()), 0L);
    }

    void drop(long id) {
        if (times.remove(id) != null) {
            artifacts.find(id).ifPresent(artifact -> {
                artifacts.remove(artifact);
                byScope.remove(Key.of(artifact.scope(), id));
            });
        }
    }

    /**
     * Drops those among the next {@code count} from {@code id} on that went before {@code time}.
     *
     * @return the id to go on with; negative at the end
     */
    long dropSome(long id, Instant time, int count) {
        Cursor<Long, Long> cursor = times.cursor(id);
        List<Long> old = new ArrayList<>();
        int seen = 0;
        long next = -1;
        while (cursor.hasNext() && next < 0) {
            long at = cursor.next();
            if (cursor.getValue() < time.toEpochMilli()) {
                old.add(at);
            }
            seen++;
            next = seen == count ? at + 1 : -1;
        }
        old.forEach(this::drop);
        return next;
    }

    void forget(ScopeId scope) {
        Cursor<Key, Long> cursor = byScope.cursor(Key.of(scope, 0L));
        List<Long> ids = new ArrayList<>();
        while (cursor.hasNext()) {
            Key key = cursor.next();
            if (!Key.scope(key.text(0), key.text(1), key.text(2)).equals(scope)) {
                break;
            }
            ids.add(key.number(3));
        }
        ids.forEach(this::drop);
    }

    void clear() {
        times.clear();
        byScope.clear();
    }
}
