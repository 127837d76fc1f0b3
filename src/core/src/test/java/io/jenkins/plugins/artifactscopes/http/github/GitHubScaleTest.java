package io.jenkins.plugins.artifactscopes.http.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import io.jenkins.plugins.artifactscopes.store.StoreListener.Change;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.time.Instant;
import java.util.Arrays;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Many artifacts, and one with many files. {@code -Drest.artifacts=1000000 -Drest.files=100000} prints figures at those numbers. */
public class GitHubScaleTest {
    private static final int ARTIFACTS = Integer.getInteger("rest.artifacts", 20_000);
    private static final int FILES = Integer.getInteger("rest.files", 5_000);
    private static final int ROUNDS = 2000;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private GitHubServer server;

    @Before
    public void start() throws Exception {
        server = new GitHubServer(folder.getRoot().toPath());
    }

    @After
    public void stop() throws Exception {
        server.close();
    }

    @Test
    public void shouldListAPageQuicklyHoweverManyThereAre() throws IOException, InterruptedException {
        fill(server.engine().catalog());
        assertThat(server.get(server.actions("artifacts?per_page=1")).body())
                .startsWith("{\"total_count\":" + ARTIFACTS + ",");
        for (String query : new String[] {
            "", "?page=" + (ARTIFACTS / 60), "?name=dist", "?scope=job&page=7", "?job=Build&name=report-0"
        }) {
            double[] millis = new double[ROUNDS];
            for (int i = -ROUNDS; i < ROUNDS; i++) {
                long from = System.nanoTime();
                assertThat(server.get(server.actions("artifacts" + query)).statusCode())
                        .isEqualTo(200);
                millis[Math.max(0, i)] = (System.nanoTime() - from) / 1e6;
            }
            Arrays.sort(millis);
            System.out.printf(
                    "rest: a list of 30 of %,d over HTTP, '%s': median %.2f ms, p99 %.2f ms%n",
                    ARTIFACTS, query, millis[ROUNDS / 2], millis[ROUNDS * 99 / 100]);
            assertThat(millis[ROUNDS / 2]).as(query).isLessThan(5);
        }
    }

    private static void fill(Catalog catalog) {
        for (int i = 0; i < ARTIFACTS; i++) {
            String run = "" + i / 4;
            ScopeId scope = i % 4 == 0 ? ScopeId.job("team/app", run, "Build") : ScopeId.workflow("team/app", run);
            String name = i % 4 == 1 ? "dist" : "report-" + i % 4;
            PushInfo push = new PushInfo(i % 4 + 1, START.plusSeconds(i), "Build", null);
            Change change = catalog.begin(scope, push);
            change.created(name, i + 1);
            change.put(
                    new Entry(ArtifactPath.of(name + "/a.jar"), Entry.Kind.FILE, 1000, null, null, 0644, START, push));
            change.done();
        }
    }

    @Test
    public void shouldBeginAZipAtOnceHoweverManyFilesItHas() throws IOException, InterruptedException {
        byte[] content = new byte[4096];
        long id = server.push(
                ScopeId.workflow("team/app", "1"),
                null,
                push -> {
                    for (int i = 0; i < FILES; i++) {
                        push.file(
                                ArtifactPath.of(String.format("dist/%07d", i)),
                                0644,
                                START,
                                SmallContent.of(content, content.length));
                    }
                },
                "dist");
        double[] first = new double[20];
        for (int i = 0; i < first.length; i++) {
            String link = server.get(server.actions("artifacts/" + id + "/zip"))
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            long from = System.nanoTime();
            URLConnection connection = URI.create(link).toURL().openConnection();
            try (InputStream in = connection.getInputStream()) {
                assertThat(in.read()).isEqualTo('P');
                first[i] = (System.nanoTime() - from) / 1e6;
                if (i == first.length - 1) {
                    long bytes = in.transferTo(java.io.OutputStream.nullOutputStream());
                    double seconds = (System.nanoTime() - from) / 1e9;
                    System.out.printf("rest: a ZIP of %,d files, %,d bytes, in %.2f s%n", FILES, bytes, seconds);
                }
            }
        }
        Arrays.sort(first);
        System.out.printf(
                "rest: first byte of a ZIP of %,d files: median %.1f ms, longest %.1f ms%n",
                FILES, first[10], first[19]);
    }
}
