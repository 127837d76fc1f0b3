package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.store.StoreListener;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Scopes in memory that tell a listener what becomes of them as a store does, and can tell it again. */
public final class MemoryScopes {
    private final Map<ScopeId, NavigableMap<ArtifactPath, Entry>> entries = new TreeMap<>();
    private final Map<ScopeId, List<Commit>> journals = new TreeMap<>();
    private final LongSupplier ids;

    public MemoryScopes() {
        this(new AtomicLong()::incrementAndGet);
    }

    MemoryScopes(LongSupplier ids) {
        this.ids = ids;
    }

    /** One line of a journal. */
    record Commit(PushInfo push, Map<String, Long> ids, List<Entry> put, List<Entry> removed) {
        void tell(StoreListener listener, ScopeId scope) {
            StoreListener.Change change = listener.begin(scope, push);
            ids.forEach(change::created);
            removed.forEach(change::removed);
            put.forEach(change::put);
            change.done();
        }
    }

    public static Entry file(String path, long size) {
        Digest digest = Digest.ofContent(path.getBytes(StandardCharsets.UTF_8), 0, 1);
        return entry(path, Entry.Kind.FILE, size, digest);
    }

    public static Entry directory(String path) {
        return entry(path, Entry.Kind.DIRECTORY, 0, null);
    }

    public static Entry link(String path) {
        return new Entry(ArtifactPath.of(path), Entry.Kind.LINK, 0, null, "x", 0777, Instant.EPOCH, push(1, null));
    }

    private static Entry entry(String path, Entry.Kind kind, long size, @Nullable Digest digest) {
        return new Entry(ArtifactPath.of(path), kind, size, digest, null, 0644, Instant.EPOCH, push(1, null));
    }

    private static PushInfo push(long number, @Nullable ExpireIn expireIn) {
        return new PushInfo(number, Instant.EPOCH, "someone", expireIn);
    }

    public NavigableMap<ArtifactPath, Entry> entries(ScopeId scope) {
        return entries.computeIfAbsent(scope, id -> new TreeMap<>());
    }

    public List<ScopeId> scopes() {
        return List.copyOf(entries.keySet());
    }

    public long version(ScopeId scope) {
        return journals.getOrDefault(scope, List.of()).size();
    }

    /** Puts entries, in place of those of the same paths. */
    public void push(
            StoreListener listener, ScopeId scope, Instant when, @Nullable ExpireIn expireIn, List<Entry> pushed) {
        PushInfo info = new PushInfo(version(scope) + 1, when, "by " + when, expireIn);
        NavigableMap<ArtifactPath, Entry> tree = entries(scope);
        Map<String, Long> created = new HashMap<>();
        List<Entry> put = new ArrayList<>();
        List<Entry> removed = new ArrayList<>();
        TreeMap<ArtifactPath, Entry> sorted = new TreeMap<>();
        pushed.forEach(entry -> sorted.put(entry.path(), entry));
        TreeSet<String> known = artifacts(tree);
        for (Entry plain : sorted.values()) {
            Entry entry = new Entry(
                    plain.path(),
                    plain.kind(),
                    plain.size(),
                    plain.digest(),
                    plain.target(),
                    plain.mode(),
                    plain.modified(),
                    info);
            Entry old = tree.put(entry.path(), entry);
            put.add(entry);
            if (old != null) {
                removed.add(old);
            }
            if (!known.contains(entry.path().artifact())) {
                created.computeIfAbsent(entry.path().artifact(), name -> ids.getAsLong());
            }
        }
        commit(listener, scope, new Commit(info, created, put, removed));
    }

    private static TreeSet<String> artifacts(NavigableMap<ArtifactPath, Entry> tree) {
        TreeSet<String> names = new TreeSet<>();
        tree.keySet().forEach(path -> names.add(path.artifact()));
        return names;
    }

    public void delete(StoreListener listener, ScopeId scope, Instant when, List<ArtifactPath> paths) {
        List<Entry> removed = new ArrayList<>();
        for (ArtifactPath path : paths) {
            Entry old = entries(scope).remove(path);
            if (old != null) {
                removed.add(old);
            }
        }
        PushInfo info = new PushInfo(version(scope) + 1, when, "sweep", null);
        commit(listener, scope, new Commit(info, Map.of(), List.of(), removed));
    }

    private void commit(StoreListener listener, ScopeId scope, Commit commit) {
        journals.computeIfAbsent(scope, id -> new ArrayList<>()).add(commit);
        commit.tell(listener, scope);
    }

    /** Tells the end of a journal again, from its {@code first} commit on. */
    void retell(StoreListener listener, ScopeId scope, int first) {
        List<Commit> journal = journals.getOrDefault(scope, List.of());
        journal.subList(Math.min(first, journal.size()), journal.size())
                .forEach(commit -> commit.tell(listener, scope));
    }

    public void deleteScope(StoreListener listener, ScopeId scope) {
        entries.remove(scope);
        journals.remove(scope);
        listener.forget(scope);
    }
}
