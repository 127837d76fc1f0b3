package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.*;
import io.jenkins.plugins.artifactscopes.store.disk.*;
import java.io.*;
import java.nio.file.*;
import java.time.*;
import java.util.Optional;
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;

final class ScratchEngine implements Closeable, StoreListener {
    final MVStore mv;
    final DiskScopeStore store;
    final ExecutorService executor = Executors.newFixedThreadPool(2);

    ScratchEngine(Path home, Clock clock) throws IOException {
        Files.createDirectories(home);
        try {
            mv = new MVStore.Builder()
                    .fileName(home.resolve("x.mv").toString())
                    .autoCommitDisabled()
                    .open();
        } catch (RuntimeException e) {
            throw new IOException("The home is in use by another server: " + home, e);
        }
        AtomicLong ids = new AtomicLong(clock.millis());
        store = new DiskScopeStore(
                new HomeRoots(home),
                new IndexFile(mv, new ReentrantReadWriteLock()),
                this,
                clock,
                ids::incrementAndGet,
                Durability.DISK,
                executor);
    }

    public Change begin(ScopeId scope, PushInfo push) {
        return new Change() {
            public void created(String a, long id) {}

            public void put(Entry e) {}

            public void removed(Entry e) {}

            public void done() {}
        };
    }

    public void forget(ScopeId scope) {}

    public void admit(ScopeId scope, long bytes, long files) {}

    public Optional<Instant> expires(ScopeId scope, Entry entry) {
        return entry.push().expireIn() == null
                ? Optional.empty()
                : entry.push().expireIn().from(entry.push().pushed());
    }

    public void close() throws IOException {
        store.close();
        mv.close();
        executor.shutdown();
    }
}
