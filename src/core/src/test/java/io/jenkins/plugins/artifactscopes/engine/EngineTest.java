package io.jenkins.plugins.artifactscopes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactPage;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactQuery;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.catalog.Quotas;
import io.jenkins.plugins.artifactscopes.catalog.UsageHistory;
import io.jenkins.plugins.artifactscopes.catalog.UsagePoint;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.retention.EffectivePolicy;
import io.jenkins.plugins.artifactscopes.retention.Redating;
import io.jenkins.plugins.artifactscopes.retention.RetentionAudit;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicy;
import io.jenkins.plugins.artifactscopes.retention.ScopeRules;
import io.jenkins.plugins.artifactscopes.retention.SweepResult;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.Origin;
import io.jenkins.plugins.artifactscopes.store.PushOptions;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import io.jenkins.plugins.artifactscopes.store.disk.Durability;
import io.jenkins.plugins.artifactscopes.store.disk.HomeRoots;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.h2.mvstore.MVStore;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class EngineTest {
    private static final ScopeId PROJECT = ScopeId.project("team/app");
    private static final ScopeId WORKFLOW = ScopeId.workflow("team/app", "17");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Instant now = Instant.parse("2026-11-21T03:00:00Z");
    private EffectivePolicy policy = EffectivePolicy.KEEP;
    private Engine engine;

    @Before
    public void open() throws IOException {
        engine = Engine.open(options());
    }

    @After
    public void close() throws IOException {
        engine.close();
    }

    @Test
    public void shouldBelongToOneAtATime() {
        assertThatThrownBy(() -> Engine.open(options())).hasMessageContaining("in use by another process");
    }

    @Test
    public void shouldListWhatWasPushedAfterARestart() throws IOException {
        push(WORKFLOW, "dist", null);
        push(PROJECT, "tool", null);
        List<ArtifactRecord> before = artifacts();
        reopen();
        assertThat(artifacts())
                .isEqualTo(before)
                .extracting(ArtifactRecord::name)
                .containsExactly("tool", "dist");
    }

    @Test
    public void shouldTellTheCatalogAnewWithTheSameIdsWhenItIsMissing() throws IOException {
        push(WORKFLOW, "dist", ExpireIn.parse("2w"));
        push(PROJECT, "tool", null);
        List<ArtifactRecord> before = artifacts();
        engine.close();
        Files.delete(catalog());
        engine = Engine.open(options());
        assertThat(artifacts()).isEqualTo(before);
        push(PROJECT, "later", null);
        assertThat(artifacts().get(0).id()).isGreaterThan(before.get(0).id());
    }

    @Test
    public void shouldTellTheCatalogAnewWhenItIsDamaged() throws IOException {
        push(WORKFLOW, "dist", null);
        List<ArtifactRecord> before = artifacts();
        engine.close();
        Files.write(catalog(), new byte[10_000]);
        engine = Engine.open(options());
        assertThat(artifacts()).isEqualTo(before);
        assertThat(engine.problems()).isEmpty();
    }

    @Test
    public void shouldTellTheCatalogAnewOnRequest() throws IOException {
        push(WORKFLOW, "dist", null);
        List<ArtifactRecord> before = artifacts();
        engine.close();
        engine = Engine.rebuild(options());
        assertThat(artifacts()).isEqualTo(before);
    }

    @Test
    public void shouldSayWhichJournalIsDamagedAndOpenTheRest() throws IOException {
        push(WORKFLOW, "dist", null);
        push(PROJECT, "tool", null);
        engine.close();
        Path manifest = new HomeRoots(home()).directory(PROJECT).resolve("manifest.jsonl");
        Files.writeString(manifest, Files.readString(manifest).replace("tool", "pool"));
        Files.delete(catalog());
        engine = Engine.open(options());
        assertThat(engine.problems()).singleElement().asString().contains(manifest.toString());
        assertThat(artifacts()).extracting(ArtifactRecord::name).containsExactly("dist");
    }

    @Test
    public void shouldLeaveAJournalOfALaterFormatAsItIsAndGoOnWithTheRest() throws IOException {
        push(WORKFLOW, "dist", null);
        push(PROJECT, "tool", null);
        engine.close();
        Path manifest = new HomeRoots(home()).directory(PROJECT).resolve("manifest.jsonl");
        String written = Files.readString(manifest);
        String later = written.replace("\"format\":1,", "\"format\":2,\"since\":\"9.0\",");
        Files.writeString(manifest, later);
        Files.delete(catalog());
        engine = Engine.open(options());
        assertThat(engine.problems())
                .singleElement()
                .asString()
                .contains(manifest.toString(), "of format '2'", "install that one again");
        assertThatThrownBy(() -> push(PROJECT, "more", null)).hasMessageContaining("of format '2'");
        assertThatThrownBy(() -> engine.store().delete(PROJECT, ArtifactPath.ROOT))
                .hasMessageContaining("of format '2'");
        Path kept = orphan(PROJECT);
        Path swept = orphan(WORKFLOW);
        assertThat(engine.sweep(() -> false).failures())
                .extracting(SweepResult.Failure::scope)
                .containsExactly(PROJECT);
        assertThat(kept).exists();
        assertThat(swept).doesNotExist();
        assertThat(manifest).hasContent(later);
        Files.writeString(manifest, written);
        engine.store().delete(WORKFLOW, ArtifactPath.ROOT);
        assertThat(engine.store().find(PROJECT, ArtifactPath.of("tool"))).isPresent();
        assertThat(artifacts()).extracting(ArtifactRecord::name).containsExactly("tool");
    }

    private Path orphan(ScopeId scope) throws IOException {
        Path segments = new HomeRoots(home()).directory(scope).resolve("segments");
        return Files.setLastModifiedTime(
                Files.createFile(segments.resolve("99.zip")), FileTime.from(now.minus(Duration.ofDays(1))));
    }

    @Test
    public void shouldSweepWhatExpiredAndWhatNobodyWentOnWith() throws IOException {
        push(WORKFLOW, "logs", ExpireIn.parse("2d"));
        push(PROJECT, "tool", null);
        try (ScopePush abandoned = engine.store().begin(WORKFLOW, "abandoned")) {
            put(abandoned, "half");
        }
        assertThat(engine.sweep(() -> false).removal().files()).isZero();
        now = now.plus(Duration.ofDays(3));
        assertThat(engine.sweep(() -> false).removal().files()).isEqualTo(1);
        assertThat(artifacts()).extracting(ArtifactRecord::name).containsExactly("tool");
    }

    @Test
    public void shouldRememberHowMuchWasKeptWhenOverARestartAndALostCatalog() throws IOException {
        push(WORKFLOW, "logs", ExpireIn.parse("2d"));
        push(PROJECT, "tool", null);
        engine.sweep(() -> false);
        Instant first = now;
        now = now.plus(Duration.ofDays(3));
        engine.sweep(() -> false);
        List<UsagePoint> points = history().points("team/app");
        assertThat(points).hasSize(2);
        assertThat(points.get(0).at()).isEqualTo(first.truncatedTo(ChronoUnit.SECONDS));
        assertThat(points.get(0).workflow()).isPositive();
        assertThat(points.get(1).workflow()).isZero();
        assertThat(points.get(1).bytes())
                .isEqualTo(points.get(0).project())
                .isEqualTo(engine.catalog().usage(PROJECT).bytes());
        assertThat(history().total()).isEqualTo(points);
        reopen();
        assertThat(history().points("team/app")).isEqualTo(points);
        engine.close();
        engine = Engine.rebuild(options());
        assertThat(history().points("team/app")).isEqualTo(points);
        assertThat(history().total()).isEqualTo(points);
        assertThat(history().points("other")).isEmpty();
    }

    @Test
    public void shouldOpenWithWhatMakesSenseOfADamagedHistory() throws IOException {
        push(PROJECT, "tool", null);
        engine.sweep(() -> false);
        List<UsagePoint> points = history().total();
        engine.close();
        Path file = home().resolve("artifact-scopes").resolve("usage");
        Files.writeString(file, "x\ty\n" + Files.readString(file) + "\n");
        engine = Engine.rebuild(options());
        assertThat(history().total()).isEqualTo(points);
        assertThat(engine.problems()).singleElement().asString().contains(file + " is damaged: 2 of its lines");
    }

    @Test
    public void shouldRememberWhatAProjectKeptThatIsGone() throws IOException {
        push(PROJECT, "tool", null);
        engine.sweep(() -> false);
        engine.store().deleteScope(PROJECT);
        now = now.plus(Duration.ofDays(1));
        engine.sweep(() -> false);
        assertThat(history().points("team/app"))
                .extracting(UsagePoint::bytes)
                .endsWith(0L)
                .hasSize(2);
    }

    @Test
    public void shouldRememberUnderTheNewNameWhatAProjectKeptThatIsRenamed() throws IOException {
        push(PROJECT, "tool", null);
        engine.sweep(() -> false);
        List<UsagePoint> points = history().points("team/app");
        history().moved("team/app", "team/web");
        history().moved("nobody", "team/web");
        history().moved("", "team/web");
        assertThat(history().points("team/web")).isEqualTo(points).isNotEmpty();
        assertThat(history().points("team/app")).isEmpty();
        assertThat(history().total()).isNotEmpty();
        reopen();
        assertThat(history().points("team/web")).isEqualTo(points);
    }

    private UsageHistory history() {
        return engine.catalog().history();
    }

    @Test
    public void shouldSweepLaterWhatADeadProcessLeftThatWasTooYoungAtFirst() throws IOException {
        push(WORKFLOW, "kept", null);
        try (ScopePush abandoned = engine.store().begin(WORKFLOW, "abandoned")) {
            put(abandoned, "half");
        }
        engine.close();
        // As after a crash before the index had been saved.
        Files.delete(catalog());
        now = Instant.now();
        engine = Engine.open(options());
        engine.sweep(() -> false);
        assertThat(segments()).isEqualTo(2);
        now = now.plus(Duration.ofHours(2));
        engine.sweep(() -> false);
        assertThat(segments()).isEqualTo(1);
    }

    private long segments() throws IOException {
        try (java.util.stream.Stream<Path> all =
                Files.list(new HomeRoots(home()).directory(WORKFLOW).resolve("segments"))) {
            return all.count();
        }
    }

    @Test
    public void shouldTellACatalogOfAnotherVersionAnew() throws IOException {
        push(WORKFLOW, "dist", null);
        List<ArtifactRecord> before = artifacts();
        engine.close();
        try (MVStore old = MVStore.open(catalog().toString())) {
            List.copyOf(old.getMapNames()).forEach(name -> old.removeMap(name));
            old.openMap("another").put("is", "here");
            old.setStoreVersion(1);
        }
        engine = Engine.open(options());
        assertThat(artifacts()).isEqualTo(before).isNotEmpty();
    }

    @Test
    public void shouldNotGiveAnIdAgainWhenTheClockWasSetBack() throws IOException {
        push(WORKFLOW, "dist", null);
        long id = artifacts().get(0).id();
        engine.close();
        now = now.minus(Duration.ofDays(1));
        engine = Engine.open(options());
        push(WORKFLOW, "tool", null);
        assertThat(artifacts()).extracting(ArtifactRecord::id).hasSize(2).allMatch(other -> other >= id);
        assertThat(artifacts()).extracting(ArtifactRecord::name).containsExactly("tool", "dist");
    }

    @Test
    public void shouldNumberRunsInTheOrderOfTheirFirstPushForGood() throws IOException {
        push(ScopeId.workflow("team/app", "main-2"), "dist", null);
        push(ScopeId.job("team/app", "main-1", "Build"), "dist", null);
        push(ScopeId.workflow("team/app", "main-2"), "more", null);
        push(ScopeId.workflow("other", "main-1"), "dist", null);
        assertRuns();
        engine.store().deleteScope(ScopeId.workflow("team/app", "main-2"));
        reopen();
        assertRuns();
        engine.close();
        engine = Engine.rebuild(options());
        assertRuns();
        engine.close();
        Path log = options().directory().resolve("runs");
        Files.writeString(log, Files.readString(log) + "team/app\tto");
        Files.delete(catalog());
        engine = Engine.open(options());
        assertRuns();
        push(ScopeId.workflow("team/app", "main-3"), "dist", null);
        assertThat(engine.runs().number("team/app", "main-3")).hasValue(3);
    }

    @Test
    public void shouldKeepWhatAPusherToldOfItsRunForGood() throws IOException {
        Origin origin = new Origin("feature/x", "0123456789abcdef0123456789abcdef01234567");
        tell("dist", origin);
        tell("more", Origin.NONE);
        engine.close();
        engine = Engine.rebuild(options());
        assertThat(engine.runs().origin("team/app", "17")).isEqualTo(origin);
        tell("again", new Origin("main", null));
        reopen();
        assertThat(engine.runs().origin("team/app", "17")).isEqualTo(new Origin("main", null));
        assertThat(engine.runs().number("team/app", "17")).hasValue(1);
        assertThat(engine.runs().origin("team/app", "18")).isEqualTo(Origin.NONE);
    }

    private void tell(String name, Origin origin) throws IOException {
        try (ScopePush push = engine.store().begin(WORKFLOW, name)) {
            put(push, name);
            push.commit(new PushOptions(PushOptions.Overwrite.REFUSE, "Build", null, null, origin));
        }
    }

    @Test
    public void shouldKeepPinsAndChangedExpiriesForGood() throws IOException {
        push(WORKFLOW, "dist", null);
        push(WORKFLOW, "logs", ExpireIn.parse("1d"));
        push(WORKFLOW, "tmp", ExpireIn.parse("1d"));
        Instant pushed = artifact("dist").created();
        expireIn("dist", ExpireIn.parse("2d"));
        expireIn("tmp", ExpireIn.parse("9d"));
        engine.catalog().pin(artifact("logs").id(), true);
        assertThat(artifact("dist").expiry()).contains(pushed.plus(Duration.ofDays(2)));
        engine.close();
        engine = Engine.rebuild(options());
        assertThat(artifact("dist").expiry()).contains(pushed.plus(Duration.ofDays(2)));
        assertThat(artifact("logs").pinned()).isTrue();
        now = now.plus(Duration.ofDays(3));
        engine.sweep(() -> false);
        assertThat(artifacts()).extracting(ArtifactRecord::name).containsExactlyInAnyOrder("logs", "tmp");
        expireIn("tmp", null);
        engine.catalog().pin(artifact("logs").id(), false);
        engine.sweep(() -> false);
        assertThat(artifacts()).isEmpty();
    }

    @Test
    public void shouldLetAChangedExpiryExceedNoCap() throws IOException {
        policy = new EffectivePolicy(
                RetentionPolicy.NONE.with(
                        Scope.WORKFLOW, new ScopeRules(List.of(), ExpireIn.parse("1d"), ExpireIn.parse("1w"))),
                RetentionPolicy.NONE);
        push(WORKFLOW, "dist", null);
        Instant pushed = artifact("dist").created();
        assertThat(artifact("dist").expiry()).contains(pushed.plus(Duration.ofDays(1)));
        expireIn("dist", ExpireIn.NEVER);
        assertThat(artifact("dist").expiry()).contains(pushed.plus(Duration.ofDays(7)));
        expireIn("dist", null);
        assertThat(artifact("dist").expiry()).contains(pushed.plus(Duration.ofDays(1)));
    }

    private void expireIn(String name, @org.jspecify.annotations.Nullable ExpireIn wanted) throws IOException {
        assertThat(new Redating(engine.store(), engine.catalog()).expireIn(artifact(name), wanted))
                .isTrue();
    }

    private ArtifactRecord artifact(String name) {
        return engine.catalog().find(WORKFLOW, name).orElseThrow();
    }

    private void assertRuns() {
        assertThat(engine.runs().number("team/app", "main-2")).hasValue(1);
        assertThat(engine.runs().number("team/app", "main-1")).hasValue(2);
        assertThat(engine.runs().number("other", "main-1")).hasValue(1);
        assertThat(engine.runs().workflow("team/app", 2)).contains("main-1");
        assertThat(engine.runs().workflow("team/app", 3)).isEmpty();
        assertThat(engine.runs().latest("team/app")).isEqualTo(2);
        assertThat(engine.runs().latest("nobody's")).isZero();
        assertThat(engine.runs().number("team/app", "none")).isEmpty();
    }

    private void reopen() throws IOException {
        engine.close();
        engine = Engine.open(options());
    }

    private void push(ScopeId scope, String name, @org.jspecify.annotations.Nullable ExpireIn expireIn)
            throws IOException {
        try (ScopePush push = engine.store().begin(scope, name)) {
            put(push, name);
            push.commit(new PushOptions(PushOptions.Overwrite.REFUSE, "Build", expireIn));
        }
        now = now.plusSeconds(1);
    }

    private static void put(ScopePush push, String name) throws IOException {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        push.file(ArtifactPath.of(name), 0644, Instant.EPOCH, SmallContent.of(bytes, bytes.length));
    }

    private List<ArtifactRecord> artifacts() {
        ArtifactPage page =
                engine.catalog().page(ArtifactQuery.of("team/app"), 0, 100, ArtifactQuery.Direction.NEWEST_FIRST);
        return page.artifacts().stream()
                .filter(artifact -> artifact.entries() > 0)
                .toList();
    }

    private Path home() {
        return folder.getRoot().toPath();
    }

    private Path catalog() {
        return home().resolve("artifact-scopes/catalog.mv");
    }

    private EngineOptions options() {
        Clock clock = new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        return new EngineOptions(
                home().resolve("artifact-scopes"),
                new HomeRoots(home()),
                project -> policy,
                Quotas.NONE,
                RetentionAudit.NONE,
                clock,
                Durability.PROCESS);
    }
}
