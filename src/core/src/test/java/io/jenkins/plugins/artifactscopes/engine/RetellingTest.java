package io.jenkins.plugins.artifactscopes.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.catalog.Quotas;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.retention.EffectivePolicy;
import io.jenkins.plugins.artifactscopes.retention.RetentionAudit;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushOptions;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import io.jenkins.plugins.artifactscopes.store.disk.Durability;
import io.jenkins.plugins.artifactscopes.store.disk.HomeRoots;
import io.jenkins.plugins.artifactscopes.store.disk.LiveVerification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RetellingTest {
    private static final ScopeId PROJECT = ScopeId.project("team/app");
    private static final ScopeId WORKFLOW = ScopeId.workflow("team/app", "17");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Engine engine;

    @Before
    public void twoScopes() throws IOException {
        engine = Engine.open(options());
        push(PROJECT, "tool");
        push(WORKFLOW, "dist");
    }

    @After
    public void close() throws IOException {
        engine.close();
    }

    private Path home() {
        return folder.getRoot().toPath();
    }

    private EngineOptions options() {
        return new EngineOptions(
                home().resolve("artifact-scopes"),
                new HomeRoots(home()),
                project -> EffectivePolicy.KEEP,
                Quotas.NONE,
                RetentionAudit.NONE,
                Clock.systemUTC(),
                Durability.PROCESS);
    }

    private void push(ScopeId scope, String name) throws IOException {
        try (ScopePush push = engine.store().begin(scope, name)) {
            put(push, name);
            push.commit(new PushOptions(PushOptions.Overwrite.REFUSE, "Build", null));
        }
    }

    private static void put(ScopePush push, String name) throws IOException {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        push.file(ArtifactPath.of(name), 0644, Instant.EPOCH, SmallContent.of(bytes, bytes.length));
    }

    private ArtifactRecord artifact(ScopeId scope, String name) {
        return engine.catalog().find(scope, name).orElseThrow();
    }

    private Path manifest(ScopeId scope) {
        return new HomeRoots(home()).directory(scope).resolve("manifest.jsonl");
    }

    @Test
    public void shouldTellEverythingAnewWhileItIsInUse() throws IOException {
        engine.catalog().pin(artifact(WORKFLOW, "dist").id(), true);
        List<ArtifactRecord> before = List.of(artifact(PROJECT, "tool"), artifact(WORKFLOW, "dist"));
        List<String> progress = new ArrayList<>();
        try (ScopePush open = engine.store().begin(PROJECT, "underway")) {
            put(open, "late");
            Retelling.Result result =
                    engine.retelling().run(() -> false, (told, all) -> progress.add(told + "/" + all));
            assertThat(result).isEqualTo(new Retelling.Result(2, List.of(), true));
            assertThat(progress).containsExactly("1/2", "2/2");
            open.commit(new PushOptions(PushOptions.Overwrite.REFUSE, "Build", null));
        }
        assertThat(List.of(artifact(PROJECT, "tool"), artifact(WORKFLOW, "dist")))
                .isEqualTo(before);
        assertThat(artifact(PROJECT, "late").bytes()).isEqualTo(4);
        assertThat(engine.catalog().usage("team/app").files()).isEqualTo(3);
        assertThat(engine.store().find(WORKFLOW, ArtifactPath.of("dist"))).isPresent();
    }

    @Test
    public void shouldForgetWhatIsNotThereAnyMore() throws IOException {
        Path gone = manifest(WORKFLOW).getParent();
        try (var files = Files.walk(gone)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> assertThat(file.toFile().delete()).isTrue());
        }
        engine.retelling().run(() -> false, (told, all) -> {});
        assertThat(engine.catalog().find(WORKFLOW, "dist").filter(found -> found.entries() > 0))
                .isEmpty();
        assertThat(artifact(PROJECT, "tool").files()).isEqualTo(1);
    }

    @Test
    public void shouldLeaveAScopeAloneWhoseJournalIsDamagedAndSayWhich() throws IOException {
        Path manifest = manifest(PROJECT);
        var modified = Files.getLastModifiedTime(manifest);
        Files.writeString(manifest, Files.readString(manifest).replace("tool", "pool"));
        Files.setLastModifiedTime(manifest, modified);
        Retelling.Result result = engine.retelling().run(() -> false, (told, all) -> {});
        assertThat(result.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.scope()).isEqualTo(PROJECT);
            assertThat(problem.text()).contains(manifest.toString());
        });
        assertThat(result.scopes()).isEqualTo(1);
        assertThat(artifact(PROJECT, "tool").files()).isEqualTo(1);
    }

    @Test
    public void shouldStopWhenItIsTold() throws IOException {
        Retelling.Result result = engine.retelling().run(() -> true, (told, all) -> {});
        assertThat(result.complete()).isFalse();
        assertThat(artifact(PROJECT, "tool").files()).isEqualTo(1);
    }

    @Test
    public void shouldSayThatTheCatalogWasMadeAnewByItself() throws IOException {
        assertThat(engine.remade()).isEmpty();
        engine.close();
        Path catalog = home().resolve("artifact-scopes/catalog.mv");
        Files.write(catalog, new byte[10_000]);
        engine = Engine.open(options());
        assertThat(engine.remade()).contains(new Remade(catalog, Remade.Why.DAMAGED));
        assertThat(catalog.resolveSibling("catalog.damaged.mv")).exists();
        engine.close();
        Files.delete(catalog);
        engine = Engine.open(options());
        assertThat(engine.remade()).contains(new Remade(catalog, Remade.Why.MISSING));
        engine.close();
        engine = Engine.open(options());
        assertThat(engine.remade()).isEmpty();
    }

    @Test
    public void shouldFindDamageAndOnlyDamageInWhatIsInUse() throws IOException {
        LiveVerification whole =
                new LiveVerification(new HomeRoots(home()), Clock.systemUTC(), () -> false, scope -> true);
        List<String> problems = new ArrayList<>();
        whole.verifyAll((scope, damage) -> problems.add(damage));
        assertThat(problems).isEmpty();
        assertThat(whole.files()).isEqualTo(2);
        assertThat(whole.bytes()).isEqualTo(8);
        try (var files = Files.walk(manifest(WORKFLOW).getParent())) {
            Path segment = files.filter(file -> file.toString().endsWith(".zip"))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = Files.readAllBytes(segment);
            bytes[new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("dist") - 60] ^= 1;
            int content = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("dist", 34);
            bytes[content] ^= 1;
            Files.write(segment, bytes);
        }
        new LiveVerification(new HomeRoots(home()), Clock.systemUTC(), () -> false, scope -> true)
                .verifyAll((scope, damage) -> problems.add(damage));
        assertThat(problems).isNotEmpty().allMatch(problem -> problem.contains("workflow 17 of team/app"));
        LiveVerification stopped =
                new LiveVerification(new HomeRoots(home()), Clock.systemUTC(), () -> true, scope -> true);
        stopped.verifyAll((scope, damage) -> {});
        assertThat(stopped.files()).isZero();
    }
}
