package io.jenkins.plugins.artifactscopes.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.engine.Engine;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.server.EarlierContent.Artifact;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.PushConflict;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.disk.HomeRoots;
import io.jenkins.plugins.artifactscopes.store.disk.Verification;
import io.jenkins.plugins.artifactscopes.testing.TreeAssert;
import io.jenkins.plugins.artifactscopes.transfer.CancelSignal;
import io.jenkins.plugins.artifactscopes.transfer.LocalAccess;
import io.jenkins.plugins.artifactscopes.transfer.PathFilter;
import io.jenkins.plugins.artifactscopes.transfer.Progress;
import io.jenkins.plugins.artifactscopes.transfer.PullRequest;
import io.jenkins.plugins.artifactscopes.transfer.PushRequest;
import io.jenkins.plugins.artifactscopes.transfer.TransferTools;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Opens homes that earlier states of this repository wrote; {@link EarlierHome} made them. */
@RunWith(Parameterized.class)
public class UpgradeTest {
    private static final Path HOMES = Path.of("src/test/resources/upgrade");
    private static final ScopeId OWN = ScopeId.project("team/app");

    private final Path packed;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @SuppressWarnings("NullAway.Init")
    private Home home;

    @SuppressWarnings("NullAway.Init")
    private EarlierContent earlier;

    @SuppressWarnings("NullAway.Init")
    private Engine engine;

    @SuppressWarnings("NullAway.Init")
    private Instant now;

    public UpgradeTest(String name) {
        this.packed = HOMES.resolve(name);
    }

    @Parameters(name = "{0}")
    public static List<String> homes() throws IOException {
        try (Stream<Path> all = Files.list(HOMES)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Before
    public void open() throws IOException {
        home = new Home(folder.getRoot().toPath().resolve("home"));
        PackedHome.unpack(packed, home.directory());
        earlier = EarlierContent.read(home.directory().resolve("expected.txt"));
        now = earlier.made().plusSeconds(60);
        engine = opened();
    }

    @After
    public void close() throws IOException {
        engine.close();
    }

    private Engine opened() throws IOException {
        return Engine.open(HomeEngine.options(home, Clock.fixed(now, ZoneOffset.UTC)));
    }

    private LocalAccess access(ScopeId scope) {
        Holder holder = new Holder(
                scope.project(), scope.workflow().orElse(null), scope.job().orElse(null));
        return new LocalAccess(
                engine.store(), engine.catalog(), scope, holder, "later", TransferTools.standard(new CancelSignal()));
    }

    @Test
    public void shouldGiveBackWhatWasPushedToTheBit() throws IOException {
        assertWhole(earlier.scopes());
        assertIds();
        assertThat(engine.problems()).isEmpty();
    }

    @Test
    public void shouldTellTheCatalogAnewAfterACrash() throws IOException {
        engine.close();
        Files.writeString(home.catalog().resolve("running"), "");
        engine = opened();
        assertIds();
        engine.close();
        Files.delete(home.catalogFile());
        engine = opened();
        assertIds();
        assertWhole(earlier.scopes());
    }

    private void assertWhole(Map<ScopeId, EarlierContent.Scope> scopes) throws IOException {
        for (Map.Entry<ScopeId, EarlierContent.Scope> scope : scopes.entrySet()) {
            Path pulled = Files.createDirectories(folder.newFolder().toPath());
            access(scope.getKey())
                    .pull(new PullRequest(ArtifactPath.ROOT, pulled, PathFilter.ALL, Overwrite.REFUSE), Progress.NONE);
            Map<String, String> found = new TreeMap<>(TreeAssert.describe(pulled));
            found.remove("");
            assertThat(found)
                    .as(scope.getKey().toString())
                    .isEqualTo(scope.getValue().entries());
        }
    }

    private void assertIds() {
        earlier.scopes().forEach((scope, content) -> {
            List<Artifact> found = new ArrayList<>();
            for (ArtifactRecord record : engine.catalog().inScope(scope, "", 100)) {
                Artifact said = content.artifacts().stream()
                        .filter(one -> one.name().equals(record.name()))
                        .findAny()
                        .orElseThrow();
                assertExpiry(said.expireIn(), record);
                found.add(new Artifact(record.id(), said.expireIn(), record.pinned(), record.name()));
            }
            assertThat(found).containsExactlyInAnyOrderElementsOf(content.artifacts());
        });
    }

    /** The catalog keeps milliseconds. */
    private static void assertExpiry(String expireIn, ArtifactRecord record) {
        if (expireIn.isEmpty()) {
            assertThat(record.expires()).isNull();
        } else {
            Instant said = ExpireIn.parse(expireIn).from(record.updated()).orElseThrow();
            assertThat(record.expires()).isCloseTo(said, within(1, ChronoUnit.MILLIS));
        }
    }

    @Test
    public void shouldSweepWhatHasExpiredAndKeepTheRest() throws IOException {
        boolean pins = Objects.requireNonNull(earlier.scopes().get(OWN)).artifacts().stream()
                .anyMatch(Artifact::pinned);
        assertThat(engine.sweep(() -> false).removal().files()).isZero();
        later(Duration.ofDays(3));
        assertThat(engine.sweep(() -> false).removal().files()).isEqualTo(pins ? 1 : 2);
        assertThat(names(OWN)).containsExactlyInAnyOrder(pins ? new String[] {"dist", "kept"} : new String[] {"dist"});
        later(Duration.ofDays(30));
        assertThat(engine.sweep(() -> false).removal().files()).isEqualTo(1);
        assertThat(names(OWN)).contains("dist");
        assertThat(damages()).isEmpty();
    }

    private void later(Duration time) throws IOException {
        engine.close();
        now = now.plus(time);
        engine = opened();
    }

    private List<String> names(ScopeId scope) {
        return engine.catalog().inScope(scope, "", 100).stream()
                .filter(record -> record.entries() > 0)
                .map(ArtifactRecord::name)
                .toList();
    }

    @Test
    public void shouldFindNothingDamaged() throws IOException {
        assertThat(damages()).isEmpty();
    }

    private List<String> damages() throws IOException {
        List<String> damages = new ArrayList<>();
        try (Verification verification =
                new Verification(new HomeRoots(home.directory()), Clock.fixed(now, ZoneOffset.UTC), damages::add)) {
            verification.verifyAll();
            assertThat(verification.files()).isPositive();
        }
        return damages;
    }

    @Test
    public void shouldTakeNewPushesBesideTheOldOnes() throws IOException {
        Path tree = FixtureTree.make(folder.newFolder().toPath().resolve("dist"), 3);
        assertThatThrownBy(() -> push(tree, Overwrite.REFUSE)).isInstanceOf(PushConflict.class);
        long before = engine.catalog().lastId();
        push(tree, Overwrite.REPLACE);
        push(FixtureTree.file(tree.resolveSibling("later"), "new\n"), Overwrite.REFUSE);
        assertThat(engine.catalog().lastId()).isGreaterThan(before);
        later(Duration.ofMinutes(1));
        Path pulled = folder.newFolder().toPath().resolve("dist");
        access(OWN)
                .pull(
                        new PullRequest(ArtifactPath.of("dist"), pulled, PathFilter.ALL, Overwrite.REFUSE),
                        Progress.NONE);
        TreeAssert.assertSame(pulled, tree);
        assertThat(damages()).isEmpty();
    }

    private void push(Path source, Overwrite overwrite) throws IOException {
        ArtifactPath name = ArtifactPath.of(source.getFileName().toString());
        access(OWN).push(new PushRequest(source, name, PathFilter.ALL, overwrite, null, false), Progress.NONE);
    }

    @Test
    public void shouldBeServedByTheServer() throws IOException, InterruptedException {
        engine.close();
        try (Service service = Service.start(home, "127.0.0.1", 0, Limits.STANDARD, Clock.fixed(now, ZoneOffset.UTC))) {
            URI list = URI.create("http://127.0.0.1:" + service.port() + "/repos/team/app/actions/artifacts");
            HttpRequest request = HttpRequest.newBuilder(list)
                    .header(
                            "Authorization",
                            "Bearer " + Files.readString(home.adminToken()).strip())
                    .build();
            String body = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
            assertThat(body).contains("\"total_count\":6");
            earlier.scopes().values().forEach(scope -> scope.artifacts()
                    .forEach(one -> assertThat(body).contains("\"id\":" + one.id() + ",")));
        }
        engine = opened();
    }
}
