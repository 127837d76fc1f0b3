package io.jenkins.plugins.artifactscopes.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.catalog.Quotas;
import io.jenkins.plugins.artifactscopes.catalog.Retention;
import io.jenkins.plugins.artifactscopes.catalog.StoredPins;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.store.StoreListener.Change;
import io.jenkins.plugins.artifactscopes.view.ArtifactSelection.Found;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A scope with many artifacts. {@code -Dpages.artifacts=1000000} prints figures at that number. */
public class PageScaleTest {
    private static final int ARTIFACTS = Integer.getInteger("pages.artifacts", 30_000);
    private static final int ROUNDS = 20;
    private static final int EACH_PUSH = 100;
    private static final ScopeId SCOPE = ScopeId.project("team/app");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private MVStore maps;
    private Catalog catalog;

    /** As the engine does: in a file, of which little is in memory. */
    @Before
    public void open() {
        maps = new MVStore.Builder()
                .fileName(folder.getRoot().toPath().resolve("catalog.mv").toString())
                .autoCommitDisabled()
                .cacheSize(16)
                .open();
        catalog = new Catalog(maps, new ReentrantReadWriteLock(), Retention.NEVER, new StoredPins(maps), Quotas.NONE);
    }

    @After
    public void close() {
        maps.closeImmediately();
    }

    @Test
    public void shouldFindAPageSoonHoweverManyThereAre() {
        fill();
        ArtifactSelection selection =
                new ArtifactSelection(catalog, InstantSource.system(), ArtifactBounds.PAGE, Texts.of(Locale.ENGLISH));
        measure(selection, "newest first", ListRequest.ALL);
        measure(selection, "the last page", new ListRequest("", null, false, ARTIFACTS / ListRequest.PAGE));
        measure(selection, "by size", new ListRequest("", Column.BYTES, true, 1));
        measure(selection, "by name", new ListRequest("", Column.NAME, false, 1));
        measure(selection, "by expiry, the hundredth page", new ListRequest("", Column.EXPIRES, true, 100));
        measure(selection, "search", new ListRequest("artifact-0000", null, false, 1));
        measure(selection, "search of few", new ListRequest("00001", null, false, 1));
    }

    private static void measure(ArtifactSelection selection, String what, ListRequest request) {
        double[] millis = new double[ROUNDS];
        for (int i = -4; i < ROUNDS; i++) {
            long from = System.nanoTime();
            Found found = selection.find(SCOPE, request, ListRequest.PAGE);
            assertThat(found.artifacts()).isNotEmpty();
            assertThat(found.note()).doesNotContain("newest");
            millis[Math.max(0, i)] = (System.nanoTime() - from) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                "pages: a page of 100 of %,d artifacts, %s: median %.2f ms, longest %.2f ms%n",
                ARTIFACTS, what, millis[ROUNDS / 2], millis[ROUNDS - 1]);
    }

    private void fill() {
        for (int first = 0; first < ARTIFACTS; first += EACH_PUSH) {
            PushInfo push = new PushInfo(first + 1, START.plusSeconds(first), "Build", null);
            Change change = catalog.begin(SCOPE, push);
            for (int i = first; i < first + EACH_PUSH; i++) {
                String name = String.format("artifact-%07d", i);
                change.created(name, i + 1);
                change.put(new Entry(
                        ArtifactPath.of(name), Entry.Kind.FILE, i * 31L % 10_007, null, null, 0644, START, push));
            }
            change.done();
            if (first % 10_000 == 0) {
                maps.commit();
            }
        }
        maps.commit();
    }
}
