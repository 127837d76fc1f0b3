package io.jenkins.plugins.artifactscopes.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactQuery;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactQuery.Direction;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.catalog.Quotas;
import io.jenkins.plugins.artifactscopes.catalog.StoredPins;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushOptions;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import io.jenkins.plugins.artifactscopes.store.disk.TestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The sweep and the catalog with the store that people use. */
public class RetentionSweepOnDiskTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final ScopeId SCOPE = ScopeId.workflow("team/app", "17");

    @Rule
    public final TemporaryFolder home = new TemporaryFolder();

    private RetentionPolicy policy = RetentionPolicyJson.parse("""
            {"workflow": {"rules": [{"selector": "*.log", "age": "1d"}], "default": "30d"}}
            """);
    private final Policies policies = project -> new EffectivePolicy(policy, RetentionPolicy.NONE);
    private final MVStore rows = new MVStore.Builder().autoCommitDisabled().open();
    private final Catalog catalog = new Catalog(
            rows, new ReentrantReadWriteLock(), new PolicyRetention(policies), new StoredPins(rows), Quotas.NONE);
    private Instant now = START;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private TestStore store;

    @Before
    public void open() throws IOException {
        store = new TestStore(home.getRoot().toPath(), clock, catalog);
    }

    @After
    public void close() {
        store.close();
    }

    @Test
    public void shouldDeleteWhatIsDueAndGiveTheSpaceBack() throws IOException {
        push("dist", "a.jar", "b.log", "sub/c.log");
        push("logs", "x.log", "y/z.log");
        now = START.plus(Duration.ofDays(1));

        SweepResult result = sweep();

        assertThat(result.failures()).isEmpty();
        assertThat(result.removal().files()).isEqualTo(4);
        assertThat(result.removal().freedBytes()).isGreaterThan(2 * 1000);
        assertThat(files()).containsExactly("dist/a.jar");
        assertThat(listed()).extracting(ArtifactRecord::name).containsExactly("dist");
        assertThat(catalog.usage(SCOPE).bytes()).isEqualTo(1000);
        assertThat(catalog.expiries().next()).contains(START.plus(Duration.ofDays(30)));
        now = START.plus(Duration.ofDays(30));
        assertThat(sweep().removal().files()).isEqualTo(1);
        assertThat(listed()).isEmpty();
    }

    @Test
    public void shouldKnowTheSameAfterBeingToldAgain() throws IOException {
        push("dist", "a.jar", "b.log");
        push("logs", "x.log", "y/z.log");
        push("dist", "a.jar", "c.jar");
        store.store().delete(SCOPE, ArtifactPath.of("logs/y"));
        now = START.plus(Duration.ofDays(1));
        sweep();
        List<ArtifactRecord> before = listed();
        catalog.clear();
        assertThat(listed()).isEmpty();

        store = store.withoutIndex();

        assertThat(files()).containsExactly("dist/a.jar", "dist/c.jar");
        assertThat(listed()).isEqualTo(before);
    }

    @Test
    public void shouldGoOnFromACrashWithWhatTheIndexesLost() throws IOException {
        push("dist", "a.jar", "b.log");
        store = store.crashed();

        assertThat(files()).containsExactly("dist/a.jar", "dist/b.log");

        assertThat(listed()).extracting(ArtifactRecord::files).containsExactly(2L);
    }

    @Test
    public void shouldDateAnewWhatIsOnDisk() throws IOException {
        push("dist", "a.jar", "b.log");
        Redating redating = new Redating(store.store(), catalog);
        redating.changed("team/app");
        List<ArtifactRecord> before = listed();

        assertThat(redating.resume(() -> false).complete()).isTrue();

        assertThat(listed()).isEqualTo(before);
        assertThat(catalog.expiries().next()).contains(START.plus(Duration.ofDays(1)));
    }

    @Test
    public void shouldDateAnewWithoutReadingContents() throws IOException {
        push("dist", "a.jar", "b.log");
        Path segments = store.directory(SCOPE).resolve("segments");
        Path away = home.getRoot().toPath().resolve("away");
        Files.move(segments, away);
        policy = RetentionPolicyJson.parse("{\"workflow\": {\"default\": \"7d\"}}");
        Redating redating = new Redating(store.store(), catalog);
        redating.allChanged();

        assertThat(redating.resume(() -> false).complete()).isTrue();

        Instant due = START.plus(Duration.ofDays(7));
        assertThat(listed()).extracting(ArtifactRecord::expires).containsExactly(due);
        assertThat(catalog.expiries().next()).contains(due);
        Files.move(away, segments);
        now = due;
        assertThat(sweep().removal().files()).isEqualTo(2);
    }

    private SweepResult sweep() {
        return new RetentionSweep(store.store(), catalog, policies, RetentionAudit.NONE, clock).run(() -> false);
    }

    /** Those of which something is there. */
    private List<ArtifactRecord> listed() {
        return catalog.page(ArtifactQuery.of("team/app"), 0, 100, Direction.NEWEST_FIRST).artifacts().stream()
                .filter(artifact -> artifact.entries() > 0)
                .toList();
    }

    private List<String> files() throws IOException {
        List<String> files = new ArrayList<>();
        try (ScopeTree tree = store.store().open(SCOPE, ArtifactPath.ROOT)) {
            tree.entries().forEachRemaining(entry -> {
                if (entry.kind() == Entry.Kind.FILE) {
                    files.add(entry.path().value());
                }
            });
        }
        return files;
    }

    private void push(String artifact, String... files) throws IOException {
        try (ScopePush push = store.store().begin(SCOPE, "k" + artifact.length())) {
            push.directory(ArtifactPath.of(artifact), 0755, START);
            String directory = "";
            for (String file : new TreeSet<>(List.of(files))) {
                ArtifactPath path = ArtifactPath.of(artifact + "/" + file);
                String parent = path.parent().value();
                if (!parent.equals(artifact) && !parent.equals(directory)) {
                    directory = parent;
                    push.directory(path.parent(), 0755, START);
                }
                push.file(path, 0644, START, SmallContent.of(new byte[1000], 1000));
            }
            push.commit(new PushOptions(PushOptions.Overwrite.REPLACE, "someone", null));
        }
    }
}
