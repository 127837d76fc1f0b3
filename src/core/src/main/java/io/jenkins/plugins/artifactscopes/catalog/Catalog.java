package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactQuery.Direction;
import io.jenkins.plugins.artifactscopes.catalog.UsageIndex.Measure;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.store.QuotaExceeded;
import io.jenkins.plugins.artifactscopes.store.StoreListener;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * Every artifact of every scope: by id, by project, by run, by name, by expiry, and what they take. Rebuilt at need by {@link #clear}
 * and telling it every commit of every journal again. Safe for use by many threads; a list is one moment's truth.
 *
 * <p>A commit that it knows already, by its scope and number, is passed over; so the end of a journal may be told twice. Numbers count
 * deletions too, and each commit is told whole, in the order of paths. An entry that a push replaces is told as {@code removed}, before
 * or after the new one is {@code put}.
 *
 * <p><b>When to commit the MVStore.</b> Rows of one commit are written between {@code begin} and the end of {@code done}. Whoever tells
 * a commit holds the read lock of {@code consistency} around all of it, together with the store's own rows for it; the catalog takes it
 * for its own changes (pins, dates). The MVStore, opened with {@code autoCommitDisabled}, is committed only under the write lock: then
 * what is on disk holds every commit whole or not at all.
 */
public final class Catalog implements StoreListener {
    /** Projects or scopes that are read under one lock. */
    private static final int BATCH = 500;

    private final CatalogRows rows;
    private final Dates dates;
    private final Pins pins;
    private final QuotaGuard quota;
    private final Expiries expiries;
    private final UsageHistory history;

    /**
     * @param store where the rows are kept, under names that begin with {@code catalog.}
     * @param consistency see above
     */
    public Catalog(MVStore store, ReadWriteLock consistency, Retention retention, Pins pins, Quotas quotas) {
        this.rows = new CatalogRows(store, consistency.readLock());
        this.dates = new Dates(rows, retention, pins);
        this.pins = pins;
        this.quota = new QuotaGuard(quotas, rows.usage);
        this.expiries = new Expiries(rows, dates);
        this.history = new UsageHistory(store, consistency.readLock());
    }

    /** What expires when. */
    public Expiries expiries() {
        return expiries;
    }

    /**
     * The artifacts that the query names, by their ids, that is by when they were first pushed. Takes as long for the last page as for the
     * first.
     *
     * @param offset how many to pass over; not negative
     * @param limit how many at most
     */
    public ArtifactPage page(ArtifactQuery query, long offset, int limit, Direction direction) {
        return rows.read(() -> rows.artifacts.page(query, offset, limit, direction));
    }

    /**
     * Some of the artifacts that the query names, the newest first: to look at all of them, however many there are, while nobody who
     * pushes waits for more than these.
     *
     * @param before only those whose id is less
     * @param limit how many at most; fewer mean that there are no others
     */
    public List<ArtifactRecord> older(ArtifactQuery query, long before, int limit) {
        return rows.read(() -> rows.artifacts.older(query, before, limit));
    }

    /** The artifacts of one scope by name, those after {@code after}; the empty text is before the first. */
    public List<ArtifactRecord> inScope(ScopeId scope, String after, int limit) {
        return rows.read(() -> rows.artifacts.inScope(scope, after, limit));
    }

    public Optional<ArtifactRecord> find(long id) {
        return rows.read(() -> rows.artifacts.find(id));
    }

    public Optional<ArtifactRecord> find(ScopeId scope, String name) {
        return rows.read(() -> rows.artifacts.find(scope, name));
    }

    /** The highest id that an artifact has; 0 for none. */
    public long lastId() {
        return rows.read(rows.artifacts::lastId);
    }

    /** How many artifacts there are in all. */
    public long size() {
        return rows.read(rows.artifacts::size);
    }

    public Usage usage(ScopeId scope) {
        return rows.read(() -> rows.usage.of(scope));
    }

    public Usage usage(String project) {
        return rows.read(() -> rows.usage.of(project));
    }

    /** What all scopes of one kind take. */
    public Usage usage(Scope kind) {
        return rows.read(() -> rows.usage.of(kind));
    }

    /** What the scopes of one kind in a project take. */
    public Usage usage(String project, Scope kind) {
        return rows.read(() -> rows.usage.of(project, kind));
    }

    /** How much was kept when; it outlives {@link #clear}. */
    public UsageHistory history() {
        return history;
    }

    /** How many projects have artifacts. */
    public long projects() {
        return rows.read(rows.usage::projects);
    }

    /** The scopes of a project that hold most bytes, the biggest first. */
    public List<ScopeUsage> biggest(String project, int limit) {
        return rows.read(() -> rows.usage.biggest(project, Measure.BYTES, limit));
    }

    /** The projects that have artifacts, in order, those after {@code after}; the empty text is before the first. */
    public List<String> projects(String after, int limit) {
        return rows.read(() -> rows.usage.projects(after, limit));
    }

    /** The scopes of a project that have artifacts, in order, those after {@code after}. */
    public List<ScopeId> scopes(String project, Optional<ScopeId> after, int limit) {
        return rows.read(() -> rows.usage.scopes(project, "", after, limit));
    }

    /** All projects that have artifacts, in order, read some at a time. */
    public Iterable<String> allProjects() {
        return () -> new Batches<>(last -> projects(last.orElse(""), BATCH));
    }

    /** All scopes of a project that have artifacts, in order, read some at a time. */
    public Iterable<ScopeId> allScopes(String project) {
        return allScopes(project, "");
    }

    /** As {@link #allScopes(String)}, but those alone that are of runs whose names begin with {@code runs}: those of a branch, say. */
    public Iterable<ScopeId> allScopes(String project, String runs) {
        return () -> new Batches<>(last -> rows.read(() -> rows.usage.scopes(project, runs, last, BATCH)));
    }

    /**
     * Keeps an artifact against the rules, or gives it back to them. Waits for a deletion by the rules that is under way; once this has
     * returned, there is none. Not to be called by who holds the lock of a scope.
     *
     * @return the artifact as it is then, or empty when there is none
     */
    public Optional<ArtifactRecord> pin(long id, boolean pinned) {
        rows.pinning.writeLock().lock();
        try {
            setPinned(id, pinned);
        } finally {
            rows.pinning.writeLock().unlock();
        }
        return find(id);
    }

    private void setPinned(long id, boolean pinned) {
        rows.change(() -> rows.artifacts
                .find(id)
                .filter(found -> found.entries() > 0)
                .ifPresent(artifact -> {
                    pins.set(artifact.scope(), id, pinned);
                    rows.replace(artifact, artifact.withPinned(pinned));
                    if (!pinned) {
                        rows.due.unpark(id);
                    }
                }));
    }

    /**
     * Changes how long an artifact is wanted, counted from the push of each of its files, those to come included. Whoever calls this has
     * it {@link Expiries#redate dated anew}. Waits as {@link #pin} does.
     *
     * @param wanted null for what its pushers ask for
     * @return whether there is such an artifact; one that expired meanwhile is none
     */
    public boolean expireIn(long id, @Nullable ExpireIn wanted) {
        rows.pinning.writeLock().lock();
        try {
            boolean[] living = new boolean[1];
            rows.change(() -> {
                living[0] = rows.artifacts
                        .find(id)
                        .filter(found -> found.entries() > 0)
                        .isPresent();
                if (living[0]) {
                    pins.setExpireIn(id, wanted);
                    expiries.changed();
                }
            });
            return living[0];
        } finally {
            rows.pinning.writeLock().unlock();
        }
    }

    /** Lists an expired artifact no more. */
    public void dropExpired(long id) {
        rows.change(() -> rows.expired.drop(id));
    }

    /** Forgets everything but pins and the history of usage. To be told again from the beginning of every journal. */
    public void clear() {
        rows.clear();
    }

    /** The number of the last commit of the scope that the catalog knows; 0 for none. */
    public long lastCommit(ScopeId scope) {
        return rows.lastCommit(scope);
    }

    @Override
    public Change begin(ScopeId scope, PushInfo push) {
        if (push.number() <= rows.lastCommit(scope)) {
            return KnownChange.INSTANCE;
        }
        return new CatalogChange(rows, dates, pins, scope, push);
    }

    @Override
    public void forget(ScopeId scope) {
        List<ArtifactRecord> some = inScope(scope, "", CatalogChange.BATCH);
        while (!some.isEmpty()) {
            List<ArtifactRecord> batch = some;
            rows.change(() -> batch.forEach(rows::remove));
            some = inScope(scope, "", CatalogChange.BATCH);
        }
        rows.change(() -> {
            rows.expired.forget(scope);
            rows.pushes.forget(scope);
        });
        rows.forgetCommits(scope);
    }

    @Override
    public void admit(ScopeId scope, long bytes, long files) throws QuotaExceeded {
        quota.admit(scope, bytes, files);
    }

    @Override
    public Optional<Instant> expires(ScopeId scope, Entry entry) {
        Optional<Instant> expires = dates.expires(scope, entry, () -> expiries.newer(scope, entry));
        boolean pinned = expires.isPresent()
                && rows.read(() -> rows.artifacts.isPinned(scope, entry.path().artifact()));
        return pinned ? Optional.empty() : expires;
    }

    /** A commit that was told before. */
    private enum KnownChange implements Change {
        INSTANCE;

        @Override
        public void created(String artifact, long id) {
            // It has that id.
        }

        @Override
        public void put(Entry entry) {
            // Its rows are there.
        }

        @Override
        public void removed(Entry entry) {
            // Its rows are gone.
        }

        @Override
        public void done() {
            // Nothing was changed.
        }
    }
}
