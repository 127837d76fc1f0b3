package io.jenkins.plugins.artifactscopes.engine;

import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.catalog.LoggedPins;
import io.jenkins.plugins.artifactscopes.catalog.LoggedRuns;
import io.jenkins.plugins.artifactscopes.catalog.RunListener;
import io.jenkins.plugins.artifactscopes.catalog.Runs;
import io.jenkins.plugins.artifactscopes.retention.Kept;
import io.jenkins.plugins.artifactscopes.retention.PolicyRetention;
import io.jenkins.plugins.artifactscopes.retention.RetentionSweep;
import io.jenkins.plugins.artifactscopes.retention.SweepResult;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.disk.DiskScopeStore;
import io.jenkins.plugins.artifactscopes.store.disk.IndexFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * The product without a host: scopes on disk, their catalog, retention. One process at a time has it. After a crash it starts clean by
 * itself: what is in the journals of the scopes counts.
 */
public final class Engine implements Closeable {
    private static final Logger LOGGER = Logger.getLogger(Engine.class.getName());
    private static final long SAVE_SECONDS = 2;
    private static final int COMPACTED_PERCENT = 70;
    private static final int COMPACTED_BYTES = 16 << 20;

    private final EngineOptions options;
    private final EngineFiles files;
    private final MVStore maps;
    private final IndexFile index;
    private final Catalog catalog;
    private final ArtifactIds ids;
    private final LoggedRuns runs;
    private final DiskScopeStore store;
    private final Leftovers leftovers;
    private final ExecutorService digests = Executors.newCachedThreadPool(threads("artifact-digest"));
    private final ScheduledExecutorService saving =
            Executors.newSingleThreadScheduledExecutor(threads("artifact-catalog"));
    private final List<String> problems = new ArrayList<>();
    private @Nullable Future<?> saved;

    private Engine(EngineOptions options, EngineFiles files) throws IOException {
        this.options = options;
        this.files = files;
        maps = files.openIndex();
        ReentrantReadWriteLock consistency = new ReentrantReadWriteLock(true);
        index = new IndexFile(maps, consistency);
        catalog = new Catalog(
                maps,
                consistency,
                new PolicyRetention(options.policies()),
                new LoggedPins(maps, consistency.readLock(), options.directory().resolve("pins")),
                options.quotas());
        ids = new ArtifactIds(options.clock());
        runs = new LoggedRuns(maps, consistency.readLock(), options.directory().resolve("runs"));
        store = new DiskScopeStore(
                options.roots(),
                index,
                new RunListener(runs, catalog),
                options.clock(),
                ids,
                options.durability(),
                digests);
        leftovers = new Leftovers(store, options.roots(), files.leftovers());
    }

    /**
     * Opens the engine, and brings its catalog in step with the scopes if the last process did not end in order.
     *
     * @throws IOException when another process has it, or the disk does not play along
     */
    public static Engine open(EngineOptions options) throws IOException {
        EngineFiles files = EngineFiles.lock(options.directory());
        try {
            return start(new Engine(options, files), files);
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    private static Engine start(Engine engine, EngineFiles files) throws IOException {
        if (files.mustCatchUp()) {
            files.markRunning();
            engine.catchUp();
            engine.leftovers.mayBeEverywhere(engine.options.clock().instant());
        }
        engine.ids.goOnAfter(engine.catalog.lastId());
        engine.readHistory();
        files.markRunning();
        engine.saved = engine.saving.scheduleWithFixedDelay(engine::save, SAVE_SECONDS, SAVE_SECONDS, TimeUnit.SECONDS);
        return engine;
    }

    private void save() {
        try {
            index.save();
        } catch (RuntimeException e) {
            // The journals have everything; after the next start the catalog has it again too.
            LOGGER.log(Level.WARNING, "The catalog " + options.directory() + " could not be saved", e);
        }
    }

    /** Throws the catalog away and tells it anew from the journals. */
    public static Engine rebuild(EngineOptions options) throws IOException {
        try (EngineFiles files = EngineFiles.lock(options.directory())) {
            files.dropIndex();
        }
        return open(options);
    }

    private void catchUp() throws IOException {
        Set<ScopeId> scopes = new HashSet<>();
        options.roots().forEach(scopes::add, problems::add);
        Iterator<ScopeId> known = store.scopes();
        while (known.hasNext()) {
            scopes.add(known.next());
        }
        for (ScopeId scope : scopes) {
            try {
                store.catchUp(scope);
            } catch (IOException e) {
                // One damaged scope keeps nobody from the others; whoever opens it is told again.
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        index.save();
    }

    private Path history() {
        return options.directory().resolve("usage");
    }

    /** A lost history of usage is no reason not to open. */
    private void readHistory() throws IOException {
        long senseless = catalog.history().read(history());
        if (senseless > 0) {
            problems.add(history() + " is damaged: " + senseless + " of its lines make no sense, and were left out.");
        }
    }

    public ScopeStore store() {
        return store;
    }

    public Catalog catalog() {
        return catalog;
    }

    /** The numbers of runs, in the order of their first push. */
    public Runs runs() {
        return runs;
    }

    /** Why the catalog was made anew by itself when the engine was opened, for people to read; empty where it was not. */
    public Optional<Remade> remade() {
        return files.remade();
    }

    /** Makes index and catalog anew while they are in use. */
    public Retelling retelling() {
        return new Retelling(store, catalog, options.roots());
    }

    /** What was found damaged when the engine was opened, for people to read. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /**
     * Deletes what is due by retention, and takes away what dead processes left behind.
     *
     * @param stop asked often; true ends the sweep early
     */
    public SweepResult sweep(BooleanSupplier stop) throws IOException {
        return sweep(stop, Kept.NOTHING);
    }

    /** As {@link #sweep(BooleanSupplier)}, but for what is kept. */
    public SweepResult sweep(BooleanSupplier stop, Kept kept) throws IOException {
        SweepResult result = new RetentionSweep(store, catalog, options.policies(), options.audit(), options.clock())
                .run(stop, kept);
        Instant now = options.clock().instant();
        List<SweepResult.Failure> failures = leftovers.remove(now, stop);
        index.compact(COMPACTED_PERCENT, COMPACTED_BYTES);
        if (!stop.getAsBoolean()) {
            catalog.history().add(catalog, now);
            catalog.history().write(history());
        }
        return result.with(failures);
    }

    private static ThreadFactory threads(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void close() throws IOException {
        if (saved != null) {
            saved.cancel(false);
        }
        saving.shutdown();
        digests.shutdown();
        try {
            store.close();
            maps.close();
            files.markEnded();
        } finally {
            files.close();
        }
    }
}
