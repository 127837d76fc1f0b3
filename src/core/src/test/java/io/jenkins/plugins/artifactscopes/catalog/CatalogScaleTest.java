package io.jenkins.plugins.artifactscopes.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactQuery.Direction;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.store.StoreListener.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Many artifacts. {@code -Dcatalog.artifacts=1000000} prints figures at that number. */
public class CatalogScaleTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int COUNT = Integer.getInteger("catalog.artifacts", 100_000);
    private static final int PAGE = 30;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldServeTheLastPageLikeTheFirst() {
        String file = folder.getRoot().toPath().resolve("rows.mv").toString();
        try (MVStore store = new MVStore.Builder()
                .fileName(file)
                .cacheSize(16)
                .autoCommitDisabled()
                .open()) {
            Catalog catalog = new Catalog(
                    store,
                    new ReentrantReadWriteLock(),
                    (scope, entry) -> Optional.of(entry.push().pushed().plus(Duration.ofDays(90))),
                    new StoredPins(store),
                    Quotas.NONE);
            fill(store, catalog);

            ArtifactPage first = catalog.page(ArtifactQuery.of("team/app"), 0, PAGE, Direction.NEWEST_FIRST);
            ArtifactPage last = catalog.page(ArtifactQuery.of("team/app"), COUNT - PAGE, PAGE, Direction.NEWEST_FIRST);

            assertThat(first.total()).isEqualTo(COUNT);
            assertThat(first.artifacts()).extracting(ArtifactRecord::id).startsWith((long) COUNT, COUNT - 1L);
            assertThat(last.artifacts())
                    .extracting(ArtifactRecord::id)
                    .hasSize(PAGE)
                    .endsWith(2L, 1L);
            double ratio = micros(catalog, COUNT - PAGE) / micros(catalog, 0);
            System.out.printf("catalog: last page takes %.2f of the first%n", ratio);
            assertThat(catalog.page(ArtifactQuery.run("team/app", "7").named("dist"), 0, 10, Direction.OLDEST_FIRST)
                            .artifacts())
                    .extracting(artifact -> artifact.scope().workflow().orElse(""))
                    .containsOnly("7");
            assertThat(catalog.expiries().next()).contains(START.plus(Duration.ofDays(90)));
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            System.out.printf(
                    "catalog: %,d artifacts, %,d MiB used of %,d MiB%n",
                    COUNT, runtime.totalMemory() - runtime.freeMemory() >> 20, runtime.maxMemory() >> 20);
        }
    }

    private static void fill(MVStore store, Catalog catalog) {
        long start = System.nanoTime();
        for (int i = 0; i < COUNT; i++) {
            int run = i / 4;
            ScopeId scope =
                    i % 4 == 0 ? ScopeId.job("team/app", "" + run, "Build") : ScopeId.workflow("team/app", "" + run);
            PushInfo push = new PushInfo(i % 4 + 1, START.plusSeconds(i), "Build", ExpireIn.NEVER);
            String name = i % 4 == 1 ? "dist" : "report-" + i % 4;
            Change change = catalog.begin(scope, push);
            change.created(name, i + 1);
            for (String path : new String[] {name + "/a.jar", name + "/b.jar"}) {
                change.put(new Entry(ArtifactPath.of(path), Entry.Kind.FILE, 1000, null, null, 0644, START, push));
            }
            change.done();
            if (i % 10_000 == 0) {
                store.commit();
            }
        }
        store.commit();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("catalog: %,d inserts in %.1f s, %,.0f a second%n", COUNT, seconds, COUNT / seconds);
    }

    private static double micros(Catalog catalog, long offset) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 2000; i++) {
            long start = System.nanoTime();
            catalog.page(ArtifactQuery.of("team/app"), offset, PAGE, Direction.NEWEST_FIRST);
            best = Math.min(best, System.nanoTime() - start);
        }
        System.out.printf("catalog: page at %,d in %.1f µs%n", offset, best / 1e3);
        return best / 1e3;
    }
}
