package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushReceipt;
import io.jenkins.plugins.artifactscopes.store.PushRefused;
import io.jenkins.plugins.artifactscopes.store.Removal;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.store.StoreListener;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Keeps scopes in directories of the local disk, as {@code docs/STORAGE.md} describes. */
public final class DiskScopeStore implements ScopeStore {
    private static final int RECEIPTS = 100;
    private static final int ADMISSIONS = 64;

    private final ScopeRoots roots;
    private final Shared shared;
    private final Executor executor;
    private final List<Object> admissions =
            Stream.generate(Object::new).limit(ADMISSIONS).toList();
    private final Map<ScopeId, Held> held = new HashMap<>();
    private final Set<StagedKey> active = new HashSet<>();
    private final Set<StagedKey> whole = new HashSet<>();

    /**
     * @param file keeps the index; what it has of the scopes' manifests need not be told again
     * @param listener hears of every change
     * @param ids gives artifacts their ids, each once and ascending
     * @param executor computes digests; it must not make its tasks wait for one another
     */
    public DiskScopeStore(
            ScopeRoots roots,
            IndexFile file,
            StoreListener listener,
            Clock clock,
            LongSupplier ids,
            Durability durability,
            Executor executor) {
        this.roots = roots;
        this.executor = executor;
        shared = new Shared(new EntryIndex(file), file, listener, clock, ids, durability);
    }

    private record StagedKey(ScopeId scope, String key) {}

    private static final class Held {
        private final DiskScope scope;
        private int users;

        Held(DiskScope scope) {
            this.scope = scope;
        }
    }

    Shared shared() {
        return shared;
    }

    EntryIndex index() {
        return shared.index();
    }

    /** Held from the admission of a push until its project is charged with it, so that no two are admitted by the same room. */
    Object admission(ScopeId scope) {
        return admissions.get(Math.floorMod(scope.project().hashCode(), ADMISSIONS));
    }

    Executor executor() {
        return executor;
    }

    /** A scope in use. */
    final class Use implements Closeable {
        private final Held of;

        Use(Held of) {
            this.of = of;
        }

        DiskScope scope() {
            return of.scope;
        }

        @Override
        public void close() {
            synchronized (held) {
                of.users--;
                if (of.users == 0 && !of.scope.contents().isBusy()) {
                    held.remove(of.scope.id());
                }
            }
        }
    }

    Use use(ScopeId scope) {
        synchronized (held) {
            Held of = held.computeIfAbsent(
                    scope, id -> new Held(new DiskScope(shared, id, new DiskLayout(roots.directory(id)))));
            of.users++;
            return new Use(of);
        }
    }

    @Override
    public ScopePush begin(ScopeId scope, String key) throws IOException {
        if (!key.matches("[0-9a-z]{1,64}")) {
            throw new IllegalArgumentException("A key has 1 to 64 of [0-9a-z]: " + key);
        }
        StagedKey staged = new StagedKey(scope, key);
        boolean known;
        synchronized (active) {
            if (!active.add(staged)) {
                throw new PushRefused("The same push to " + scope + " is under way already. Wait for it to end.");
            }
            known = whole.remove(staged);
        }
        Use use = use(scope);
        try {
            index().stage(scope, key, shared.clock().millis());
            return new DiskPush(this, use, key, known);
        } catch (IOException | RuntimeException e) {
            closed(use, key, false);
            throw e;
        }
    }

    /** A push is not in use any more; what it staged is whole, or may end anywhere. */
    void closed(Use use, String key, boolean isWhole) {
        StagedKey staged = new StagedKey(use.scope().id(), key);
        synchronized (active) {
            active.remove(staged);
            if (isWhole) {
                whole.add(staged);
            }
        }
        use.close();
    }

    @Override
    public Optional<PushReceipt> receipt(ScopeId scope, String commitId) throws IOException {
        try (Use use = use(scope)) {
            return use.scope().read(row -> row == null ? Optional.empty() : index().receipt(row, commitId, RECEIPTS));
        }
    }

    @Override
    public ScopeTree open(ScopeId scope, ArtifactPath path) throws IOException {
        Use use = use(scope);
        try {
            return use.scope().read(row -> new DiskTree(this, use, row, path));
        } catch (IOException | RuntimeException e) {
            use.close();
            throw e;
        }
    }

    @Override
    public Optional<Entry> find(ScopeId scope, ArtifactPath path) throws IOException {
        try (Use use = use(scope)) {
            return use.scope().read(row -> {
                Row entry = row == null ? null : index().entry(row, path.value());
                return row == null || entry == null
                        ? Optional.empty()
                        : Optional.of(entry.entry(path.value(), index().push(row, entry.push())));
            });
        }
    }

    @Override
    public boolean mayKnow(List<ScopeId> scopes, long size) {
        return scopes.stream().anyMatch(scope -> index().scope(scope)
                .map(row -> index().mayKnow(row, size))
                .orElse(false));
    }

    @Override
    public Optional<Known> known(List<ScopeId> scopes, long size, Digest digest) {
        for (ScopeId scope : scopes) {
            Optional<String> path = index().scope(scope).flatMap(row -> index().known(row, size, digest));
            if (path.isPresent()) {
                return Optional.of(new Known(scope, ArtifactPath.of(path.get())));
            }
        }
        return Optional.empty();
    }

    @Override
    public Removal delete(ScopeId scope, ArtifactPath path) throws IOException {
        try (Use use = use(scope)) {
            return new Deletion(shared, use.scope()).delete(path);
        }
    }

    @Override
    public Removal delete(ScopeId scope, Iterable<Entry> entries) throws IOException {
        try (Use use = use(scope)) {
            return new Deletion(shared, use.scope()).delete(entries);
        }
    }

    @Override
    public Removal deleteScope(ScopeId scope) throws IOException {
        try (Use use = use(scope)) {
            return new ScopeDeletion(shared, use.scope()).delete();
        }
    }

    @Override
    public Removal compact(ScopeId scope) throws IOException {
        try (Use use = use(scope)) {
            return new Compaction(shared, use.scope()).compact();
        }
    }

    /**
     * Removes pushes that nobody went on with, and the contents that neither an entry nor a push needs, all older than {@code millis}.
     */
    public Removal removeOrphans(ScopeId scope, long millis) throws IOException {
        try (Use use = use(scope)) {
            return new Orphans(shared, use.scope(), claims(scope)).remove(millis);
        }
    }

    private Orphans.Claims claims(ScopeId scope) {
        return new Orphans.Claims() {
            @Override
            public boolean take(String key) {
                synchronized (active) {
                    return active.add(new StagedKey(scope, key));
                }
            }

            @Override
            public void giveBack(String key) {
                StagedKey staged = new StagedKey(scope, key);
                synchronized (active) {
                    active.remove(staged);
                    whole.remove(staged);
                }
            }
        };
    }

    /** The scopes that have a push under way which began before {@code millis}. */
    public Set<ScopeId> stagedBefore(long millis) {
        Set<ScopeId> scopes = new HashSet<>();
        index().forEachStagedBefore(millis, (scope, key) -> scopes.add(scope));
        return scopes;
    }

    /**
     * Forgets the pushes that began before {@code millis} and are not where they began: their scope is gone, or lies under another name.
     *
     * @return whether there were any
     */
    public boolean forgetMoved(long millis) {
        return index().forgetStagedBefore(
                        millis, (scope, key) -> Files.exists(new DiskLayout(roots.directory(scope)).staged(key)));
    }

    /** Whether a push to {@code scope} is on the disk, known to the index or not; also where that cannot be found out. */
    public boolean isStaging(ScopeId scope) {
        try {
            return Orphans.isStaging(new DiskLayout(roots.directory(scope)));
        } catch (IOException e) {
            // Whoever removes it is told why.
            return true;
        }
    }

    /** Brings the index in step with the manifest of {@code scope}, which another process may have written. */
    public void catchUp(ScopeId scope) throws IOException {
        try (Use use = use(scope)) {
            use.scope().read(row -> true);
        }
    }

    /**
     * Forgets what the index and the listener know of {@code scope}, and tells it to them anew from the manifest.
     *
     * @throws io.jenkins.plugins.artifactscopes.store.DamagedContent when the manifest is damaged; then nothing was forgotten
     */
    public void retell(ScopeId scope) throws IOException {
        try (Use use = use(scope)) {
            use.scope().retell();
        }
    }

    /** The scopes that the index knows. */
    public Iterator<ScopeId> scopes() {
        return index().scopes();
    }

    /** Saves the index. */
    @Override
    public void close() {
        shared.file().save();
    }
}
