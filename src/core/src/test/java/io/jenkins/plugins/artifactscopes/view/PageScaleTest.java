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
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;
import org.junit.Test;

/** A scope with many artifacts. {@code -Dpages.artifacts=1000000} prints figures at that number. */
public class PageScaleTest {
    private static final int ARTIFACTS = Integer.getInteger("pages.artifacts", 30_000);
    private static final int ROUNDS = 40;
    private static final ScopeId SCOPE = ScopeId.project("team/app");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final MVStore maps = new MVStore.Builder().autoCommitDisabled().open();
    private final Catalog catalog =
            new Catalog(maps, new ReentrantReadWriteLock(), Retention.NEVER, new StoredPins(maps), Quotas.NONE);

    @Test
    public void shouldLookAtFewHoweverManyThereAre() {
        fill();
        ArtifactSelection selection = new ArtifactSelection(catalog, ArtifactSelection.BOUND, Texts.of(Locale.ENGLISH));
        measure(selection, "newest first", ListRequest.ALL);
        measure(selection, "the last page", new ListRequest("", null, false, ARTIFACTS / ListRequest.PAGE));
        measure(selection, "by size", new ListRequest("", Column.BYTES, true, 1));
        measure(selection, "by name", new ListRequest("", Column.NAME, false, 1));
        measure(selection, "search", new ListRequest("artifact-0000", null, false, 1));
    }

    private static void measure(ArtifactSelection selection, String what, ListRequest request) {
        double[] millis = new double[ROUNDS];
        for (int i = -10; i < ROUNDS; i++) {
            long from = System.nanoTime();
            assertThat(selection.find(SCOPE, request, ListRequest.PAGE).artifacts())
                    .hasSize(ListRequest.PAGE);
            millis[Math.max(0, i)] = (System.nanoTime() - from) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                "pages: a page of 100 of %,d artifacts, %s: median %.2f ms, longest %.2f ms%n",
                ARTIFACTS, what, millis[ROUNDS / 2], millis[ROUNDS - 1]);
    }

    private void fill() {
        for (int i = 0; i < ARTIFACTS; i++) {
            PushInfo push = new PushInfo(i + 1, START.plusSeconds(i), "Build", null);
            Change change = catalog.begin(SCOPE, push);
            String name = String.format("artifact-%07d", i);
            change.created(name, i + 1);
            change.put(
                    new Entry(ArtifactPath.of(name), Entry.Kind.FILE, i * 31L % 10_007, null, null, 0644, START, push));
            change.done();
        }
    }
}
