package io.jenkins.plugins.artifactscopes.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.catalog.MemoryScopes;
import io.jenkins.plugins.artifactscopes.catalog.Quotas;
import io.jenkins.plugins.artifactscopes.catalog.StoredPins;
import io.jenkins.plugins.artifactscopes.retention.Preview.Amount;
import io.jenkins.plugins.artifactscopes.retention.Preview.Going;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.junit.Test;

public class PolicyPreviewTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final ScopeId RUN = ScopeId.workflow("a", "1");
    private static final ScopeId OTHER = ScopeId.workflow("b", "1");

    private final MVStore rows = new MVStore.Builder().autoCommitDisabled().open();
    private RetentionPolicy all = RetentionPolicy.NONE;
    private final Policies policies = project -> new EffectivePolicy(all, RetentionPolicy.NONE);
    private final Catalog catalog = new Catalog(
            rows, new ReentrantReadWriteLock(), new PolicyRetention(policies), new StoredPins(rows), Quotas.NONE);
    private final MemoryStore store = new MemoryStore(catalog);
    private Instant now = START;
    private final PolicyPreview previews = new PolicyPreview(store, catalog, policies, () -> now);

    @Test
    public void shouldListWhatGoesWhenAndByWhichRule() throws IOException {
        all = RetentionPolicyJson.parse("{\"workflow\": {\"default\": \"90d\", \"cap\": \"100d\"}}");
        push(RUN, null, "dist/a.jar", "dist/b.log", "dist/sub/c.log");
        push(RUN, ExpireIn.parse("3d"), "early");
        push(OTHER, null, "dist/x.log");
        now = START.plus(Duration.ofDays(2));

        Preview preview = previews.of("a", RetentionPolicyJson.parse("""
                {"workflow": {"rules": [{"selector": "*.log", "age": "1d"}, {"selector": "*.tmp", "age": "1d"}],
                 "default": "1y"}}
                """), 10);

        assertThat(preview.stored()).isEqualTo(new Amount(4, 40));
        assertThat(preview.expiring()).isEqualTo(new Amount(4, 40));
        assertThat(preview.due()).isEqualTo(new Amount(2, 20));
        assertThat(preview.complete()).isTrue();
        assertThat(preview.going())
                .containsExactly(
                        going(RUN, "dist", 1, "rule *.log → 1d of the project", 90, 2),
                        going(RUN, "early", 3, "expireIn 3d of the push", 3, 1),
                        going(RUN, "dist", 100, "cap 100d for all projects", 90, 1));
        assertThat(preview.rules()).extracting(Preview.RuleUse::matches).containsExactly(true, false);
        assertThat(preview.rules())
                .extracting(Preview.RuleUse::decides)
                .containsExactly(new Amount(2, 20), new Amount(0, 0));
    }

    @Test
    public void shouldLookAtAllProjectsAndLeaveWhatIsPinnedOrLatest() throws IOException {
        ScopeId project = ScopeId.project("c");
        push(RUN, null, "a");
        push(OTHER, null, "b");
        push(project, null, "tool/1");
        push(project, null, "tool/2");
        catalog.pin(catalog.find(OTHER, "b").orElseThrow().id(), true);

        Preview preview = previews.ofAll(RetentionPolicyJson.parse("""
                {"workflow": {"default": "1d"}, "project": {"rules": [{"selector": "/tool/", "age": "1d"}], "keepLatest": 1}}
                """), 10);

        assertThat(preview.stored().files()).isEqualTo(4);
        assertThat(preview.going())
                .extracting(Going::scope, Going::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(project, "rule /tool/ → 1d for all projects"),
                        org.assertj.core.groups.Tuple.tuple(RUN, "default 1d for all projects"));
        assertThat(preview.expiring().files()).isEqualTo(2);
    }

    @Test
    public void shouldListTheSoonestAndSayThatThereIsMore() throws IOException {
        for (int i = 1; i <= 50; i++) {
            push(ScopeId.workflow("a", "w" + i), ExpireIn.parse(100 - i + "d"), "x");
        }

        Preview preview = previews.of("a", RetentionPolicy.NONE, 3);

        assertThat(preview.going())
                .extracting(Going::reason)
                .containsExactly("expireIn 50d of the push", "expireIn 51d of the push", "expireIn 52d of the push");
        assertThat(preview.complete()).isFalse();
        assertThat(preview.expiring().files()).isEqualTo(50);
    }

    @Test
    public void shouldStopWhenItTakesTooLongAndSayThatItDid() throws IOException {
        push(RUN, null, IntStream.range(0, 9000).mapToObj(i -> "d/" + i).toArray(String[]::new));
        push(OTHER, null, "x");
        Iterator<Instant> passing =
                Stream.iterate(START, at -> at.plusSeconds(1)).iterator();
        PolicyPreview hasty = new PolicyPreview(store, catalog, policies, passing::next);
        RetentionPolicy next = RetentionPolicyJson.parse("{\"workflow\": {\"default\": \"1d\"}}");

        Preview preview = hasty.ofAll(next, 10);

        assertThat(preview.whole()).isFalse();
        assertThat(preview.stored().files()).isBetween(256L * 15, 256L * 25);
        assertThat(preview.expiring()).isEqualTo(preview.stored());
        assertThat(hasty.of("a", next, 10).whole()).isFalse();
        assertThat(previews.ofAll(next, 10).whole()).isTrue();
        assertThat(previews.ofAll(next, 10).stored().files()).isEqualTo(9001);
    }

    /** {@code -Dpreview.files=1000000} prints a figure at that number. */
    @Test
    public void shouldLookAtManyFilesSoon() throws IOException {
        int files = Integer.getInteger("preview.files", 20_000);
        for (int run = 0; run < files / 1000; run++) {
            push(
                    ScopeId.workflow("a", "w" + run),
                    null,
                    IntStream.range(0, 1000)
                            .mapToObj(i -> "d" + i % 50 + "/" + i + ".log")
                            .toArray(String[]::new));
        }
        RetentionPolicy next = RetentionPolicyJson.parse(
                "{\"workflow\": {\"rules\": [{\"selector\": \"/d3/**\", \"age\": \"1h\"}, {\"selector\": \"*.log\", \"age\": \"2w\"}]}}");
        long from = System.nanoTime();
        Preview preview = previews.ofAll(next, 100);
        System.out.printf("preview: of %,d files in %.2f s%n", files, (System.nanoTime() - from) / 1e9);
        assertThat(preview.stored().files()).isEqualTo(files);
    }

    @Test
    public void shouldFindTheSameAsTheSweepDoes() throws IOException {
        push(
                RUN,
                null,
                IntStream.range(0, 3000)
                        .mapToObj(i -> "d" + i % 7 + "/" + i + ".log")
                        .toArray(String[]::new));
        RetentionPolicy next = RetentionPolicyJson.parse(
                "{\"workflow\": {\"rules\": [{\"selector\": \"/d3/**\", \"age\": \"1h\"}], \"default\": \"1y\"}}");
        now = START.plus(Duration.ofDays(1));
        Amount due = previews.ofAll(next, 10).due();
        all = next;
        new Redating(store, catalog).allChanged();
        assertThat(new Redating(store, catalog).resume(() -> false).complete()).isTrue();

        SweepResult swept =
                new RetentionSweep(store, catalog, policies, RetentionAudit.NONE, () -> now).run(() -> false);

        assertThat(due.files()).isPositive().isEqualTo(swept.removal().files());
        assertThat(due.bytes()).isEqualTo(swept.removal().bytes());
    }

    private static Going going(ScopeId scope, String artifact, int days, String reason, int before, int files) {
        return new Going(
                scope,
                artifact,
                START.plus(Duration.ofDays(days)),
                reason,
                START.plus(Duration.ofDays(before)),
                new Amount(files, files * 10L));
    }

    private void push(ScopeId scope, @Nullable ExpireIn wish, String... paths) {
        List<Entry> entries =
                Stream.of(paths).map(path -> MemoryScopes.file(path, 10)).toList();
        store.scopes.push(catalog, scope, now, wish, entries);
    }
}
