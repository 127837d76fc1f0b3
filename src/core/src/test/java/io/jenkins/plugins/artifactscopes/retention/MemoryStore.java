package io.jenkins.plugins.artifactscopes.retention;

import io.jenkins.plugins.artifactscopes.catalog.MemoryScopes;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushReceipt;
import io.jenkins.plugins.artifactscopes.store.Removal;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.store.StoreListener;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** As much of a store as a sweep needs, which counts what is asked of it and can fail. */
final class MemoryStore implements ScopeStore {
    final MemoryScopes scopes = new MemoryScopes();
    final Set<ScopeId> broken = new HashSet<>();
    final List<ScopeId> deletions = new ArrayList<>();
    final List<ScopeId> compacted = new ArrayList<>();
    Runnable beforeDelete = () -> {};
    long read;
    private final StoreListener listener;

    MemoryStore(StoreListener listener) {
        this.listener = listener;
    }

    @Override
    public ScopeTree open(ScopeId scope, ArtifactPath path) throws IOException {
        if (broken.contains(scope)) {
            throw new IOException("the disk is gone");
        }
        NavigableMap<ArtifactPath, Entry> snapshot = new TreeMap<>(scopes.entries(scope));
        snapshot.keySet().removeIf(key -> !key.isAtOrBelow(path));
        long version = scopes.version(scope);
        return new ScopeTree() {
            @Override
            public long version() {
                return version;
            }

            @Override
            public Iterator<Entry> entries() {
                return entries(ArtifactPath.ROOT);
            }

            @Override
            public Iterator<Entry> entries(ArtifactPath from) {
                return snapshot.tailMap(from).values().stream()
                        .peek(entry -> read++)
                        .iterator();
            }

            @Override
            public Extent content(Entry file) {
                throw new UnsupportedOperationException("no contents are read");
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    @Override
    public Removal delete(ScopeId scope, Iterable<Entry> entries) {
        beforeDelete.run();
        deletions.add(scope);
        List<ArtifactPath> paths = new ArrayList<>();
        long files = 0;
        long bytes = 0;
        for (Entry entry : entries) {
            if (entry.equals(scopes.entries(scope).get(entry.path()))) {
                paths.add(entry.path());
                files += entry.isFile() ? 1 : 0;
                bytes += entry.size();
            }
        }
        scopes.delete(listener, scope, Instant.EPOCH, paths);
        return new Removal(files, bytes, 0, bytes);
    }

    @Override
    public Removal compact(ScopeId scope) {
        compacted.add(scope);
        return new Removal(0, 0, 7, 0);
    }

    @Override
    public ScopePush begin(ScopeId scope, String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<PushReceipt> receipt(ScopeId scope, String commitId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Entry> find(ScopeId scope, ArtifactPath path) {
        return Optional.ofNullable(scopes.entries(scope).get(path));
    }

    @Override
    public boolean mayKnow(List<ScopeId> ids, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Known> known(List<ScopeId> ids, long size, Digest digest) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Removal delete(ScopeId scope, ArtifactPath path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Removal deleteScope(ScopeId scope) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
