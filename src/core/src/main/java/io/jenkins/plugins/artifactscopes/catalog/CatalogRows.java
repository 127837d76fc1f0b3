package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.catalog.KeyType.Field;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.time.Instant;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.LongDataType;

/** The catalog's indexes under one lock, so that a reader finds them in step. Held for a moment only. */
final class CatalogRows {
    final ArtifactIndex artifacts;
    final ExpiredArtifacts expired;
    final UsageIndex usage;
    final DueIndex due;
    final PushIndex pushes;
    private final Lock changing;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    /** Held to pin, and shared to delete what is not pinned; always taken before any lock of a scope. */
    final ReadWriteLock pinning = new ReentrantReadWriteLock();
    /** The number of the last commit of each scope. */
    private final MVMap<Key, Long> commits;

    /** @param changing held around every change, so that no half of one is written to disk */
    CatalogRows(MVStore store, Lock changing) {
        this.changing = changing;
        artifacts = new ArtifactIndex(store);
        expired = new ExpiredArtifacts(store, artifacts);
        usage = new UsageIndex(store);
        due = new DueIndex(store);
        pushes = new PushIndex(store);
        commits = store.openMap(
                "catalog.commits",
                new MVMap.Builder<Key, Long>()
                        .keyType(new KeyType(Field.TEXT, Field.TEXT, Field.TEXT))
                        .valueType(LongDataType.INSTANCE));
    }

    <T> T read(Supplier<T> question) {
        lock.readLock().lock();
        try {
            return question.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    void change(Runnable change) {
        changing.lock();
        try {
            lock.writeLock().lock();
            try {
                change.run();
            } finally {
                lock.writeLock().unlock();
            }
        } finally {
            changing.unlock();
        }
    }

    long lastCommit(ScopeId scope) {
        Long number = commits.get(Key.of(scope));
        return number == null ? 0 : number;
    }

    void committed(ScopeId scope, long number) {
        change(() -> commits.put(Key.of(scope), number));
    }

    void forgetCommits(ScopeId scope) {
        change(() -> commits.remove(Key.of(scope)));
    }

    /** Writes an artifact in all indexes; under {@link #change}. */
    void put(ArtifactRecord artifact) {
        artifacts.put(artifact);
        usage.add(artifact.scope(), Usage.of(artifact));
    }

    void replace(ArtifactRecord before, ArtifactRecord after) {
        if (before.id() != after.id()) {
            artifacts.remove(before);
        }
        artifacts.put(after);
        usage.add(after.scope(), Usage.of(after).minus(Usage.of(before)));
    }

    /** Removes an artifact and what is noted about its expiry, as far as that is found at once; the rest is found to be void when due. */
    void remove(ArtifactRecord artifact) {
        artifacts.remove(artifact);
        usage.add(artifact.scope(), Usage.NONE.minus(Usage.of(artifact)));
        due.dropParked(artifact.id());
        Instant expires = artifact.expires();
        if (expires != null) {
            due.drop(artifact.scope(), artifact.name(), expires);
        }
    }

    void clear() {
        change(() -> {
            artifacts.clear();
            expired.clear();
            usage.clear();
            due.clear();
            pushes.clear();
            commits.clear();
        });
    }
}
