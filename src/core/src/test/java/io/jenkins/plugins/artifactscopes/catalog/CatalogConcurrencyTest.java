package io.jenkins.plugins.artifactscopes.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactQuery.Direction;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;
import org.junit.Test;

public class CatalogConcurrencyTest {
    private static final int WRITERS = 4;
    private static final int ROUNDS = 300;

    private final MVStore store = new MVStore.Builder().autoCommitDisabled().open();
    private final Catalog catalog = new Catalog(
            store,
            new ReentrantReadWriteLock(),
            (scope, entry) -> Optional.of(entry.push().pushed().plus(Duration.ofDays(1))),
            new StoredPins(store),
            Quotas.NONE);
    private final AtomicLong ids = new AtomicLong();

    @Test(timeout = 60_000)
    public void shouldKeepItsSumsAndListsInStepWhileScopesChangeAtOnce()
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
        AtomicBoolean done = new AtomicBoolean();
        try {
            Future<?> reader = threads.submit(() -> {
                while (!done.get()) {
                    ArtifactPage page = catalog.page(ArtifactQuery.of("a"), 0, 10_000, Direction.NEWEST_FIRST);
                    assertThat(page.artifacts()).hasSize((int) page.total());
                }
            });
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                ScopeId scope = ScopeId.workflow("a", "" + i);
                writers.add(threads.submit(() -> write(scope)));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            done.set(true);
            reader.get();
        } finally {
            threads.shutdownNow();
        }

        assertThat(catalog.usage("a"))
                .isEqualTo(new Usage(WRITERS * ROUNDS / 2 * 10L, WRITERS * ROUNDS / 2, WRITERS * ROUNDS / 2));
        assertThat(catalog.biggest("a", 10)).hasSize(WRITERS);
        assertThat(catalog.page(ArtifactQuery.of("a"), 0, 1, Direction.NEWEST_FIRST)
                        .total())
                .isEqualTo(WRITERS * ROUNDS / 2);
    }

    /** Pushes an artifact each round, and every other round deletes it again. */
    private void write(ScopeId scope) {
        MemoryScopes scopes = new MemoryScopes(ids::incrementAndGet);
        for (int i = 0; i < ROUNDS; i++) {
            Instant now = Instant.EPOCH.plusSeconds(i);
            String name = "n" + i;
            scopes.push(catalog, scope, now, null, List.of(MemoryScopes.file(name, 10)));
            if (i % 2 == 0) {
                scopes.delete(
                        catalog, scope, now, List.of(MemoryScopes.file(name, 10).path()));
            }
        }
    }
}
