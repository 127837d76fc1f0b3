package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.store.StoreListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;

/** A disk store in a directory, which can be closed and opened again. */
public final class TestStore implements AutoCloseable {
    private final Path home;
    private final Clock clock;
    private final StoreListener listener;
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "digest");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong ids = new AtomicLong();
    private final MVStore index;
    private final DiskScopeStore store;

    public TestStore(Path home, Clock clock, StoreListener listener) throws IOException {
        this.home = home;
        this.clock = clock;
        this.listener = listener;
        java.nio.file.Files.createDirectories(home);
        index = new MVStore.Builder()
                .fileName(PatientFiles.name(home.resolve("index.mv")))
                .autoCommitDisabled()
                .open();
        store = new DiskScopeStore(
                new HomeRoots(home),
                new IndexFile(index, new ReentrantReadWriteLock(true)),
                listener,
                clock,
                ids::incrementAndGet,
                Durability.PROCESS,
                executor);
    }

    public TestStore(Path home) throws IOException {
        this(home, Clock.systemUTC(), new Deaf());
    }

    public DiskScopeStore store() {
        return store;
    }

    public Path directory(ScopeId scope) {
        return new HomeRoots(home).directory(scope);
    }

    public TestStore reopened() throws IOException {
        close();
        return new TestStore(home, clock, listener);
    }

    /** As after {@code kill -9}: what the index had not saved is lost. */
    public TestStore crashed() throws IOException {
        index.closeImmediately();
        executor.shutdownNow();
        return new TestStore(home, clock, listener);
    }

    public TestStore withoutIndex() throws IOException {
        close();
        java.nio.file.Files.delete(home.resolve("index.mv"));
        return new TestStore(home, clock, listener);
    }

    @Override
    public void close() {
        store.close();
        index.close();
        executor.shutdownNow();
    }

    /** Hears of nothing in particular and admits everything. */
    public static class Deaf implements StoreListener {
        @Override
        public Change begin(ScopeId scope, PushInfo push) {
            return new Change() {
                @Override
                public void created(String artifact, long id) {}

                @Override
                public void put(Entry entry) {}

                @Override
                public void removed(Entry entry) {}

                @Override
                public void done() {}
            };
        }

        @Override
        public void forget(ScopeId scope) {}

        @Override
        public void admit(ScopeId scope, long bytes, long files) {}

        @Override
        public Optional<Instant> expires(ScopeId scope, Entry entry) {
            return Optional.empty();
        }
    }
}
