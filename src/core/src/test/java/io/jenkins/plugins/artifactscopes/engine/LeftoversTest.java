package io.jenkins.plugins.artifactscopes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.catalog.Quotas;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.retention.EffectivePolicy;
import io.jenkins.plugins.artifactscopes.retention.RetentionAudit;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushOptions;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import io.jenkins.plugins.artifactscopes.store.disk.Durability;
import io.jenkins.plugins.artifactscopes.store.disk.ScopeRoots;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class LeftoversTest {
    private static final ScopeId WORKFLOW = ScopeId.workflow("app", "17");
    private static final ScopeId JOB = ScopeId.job("app", "17", "Build");
    private static final ScopeId MOVED_WORKFLOW = ScopeId.workflow("web", "17");
    private static final ScopeId MOVED_JOB = ScopeId.job("web", "17", "Build");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Instant now = Instant.now().minus(Duration.ofHours(3));
    private Engine engine;

    @Before
    public void open() throws IOException {
        engine = Engine.open(options());
        // A new home may have been one whose index is lost.
        pass(Duration.ofHours(2));
        sweep();
        pass(Duration.ofHours(1));
        assertThat(mark()).doesNotExist();
    }

    @After
    public void close() throws IOException {
        engine.close();
    }

    @Test
    public void shouldSweepTheFirstPushToAScopeThatDiedAtOnceAlthoughRestartsInOrderFollowed() throws IOException {
        abandon(WORKFLOW);
        dieUnsaved();
        reopen();
        pass(Duration.ofHours(3));
        sweep();
        assertThat(files(WORKFLOW)).isEmpty();
    }

    @Test
    public void shouldSweepWhatNothingNamesAlthoughARestartInOrderFollowed() throws IOException {
        push(WORKFLOW);
        dieUnsaved();
        Path orphan = Files.createFile(roots().directory(WORKFLOW).resolve("segments/99.zip"));
        sweep();
        reopen();
        assertThat(orphan).exists();
        pass(Duration.ofHours(3));
        sweep();
        assertThat(orphan).doesNotExist();
        assertThat(mark()).doesNotExist();
    }

    @Test
    public void shouldLookEverywhereAgainWhenItCannotReadUntilWhen() throws IOException {
        abandon(WORKFLOW);
        dieUnsaved();
        Files.writeString(mark(), "2026-11-");
        reopen();
        pass(Duration.ofHours(3));
        sweep();
        assertThat(files(WORKFLOW)).isEmpty();
    }

    @Test
    public void shouldSweepPushesWhoseProjectWasRenamedMeanwhile() throws IOException {
        push(WORKFLOW);
        long kept = files(WORKFLOW).size();
        abandon(WORKFLOW);
        abandon(JOB);
        rename();
        reopen();
        assertThat(files(MOVED_JOB)).isNotEmpty();
        pass(Duration.ofHours(3));
        sweep();
        assertThat(files(MOVED_JOB)).isEmpty();
        assertThat(files(MOVED_WORKFLOW)).hasSize((int) kept);
        assertThat(engine.store().find(MOVED_WORKFLOW, ArtifactPath.of("dist"))).isPresent();
    }

    @Test
    public void shouldSweepLaterAPushThatWentOnAfterItsProjectWasRenamed() throws IOException {
        abandon(JOB);
        rename();
        age(MOVED_JOB, now.plus(Duration.ofMinutes(90)));
        pass(Duration.ofHours(2));
        sweep();
        assertThat(files(MOVED_JOB)).isNotEmpty();
        reopen();
        pass(Duration.ofHours(3));
        sweep();
        assertThat(files(MOVED_JOB)).isEmpty();
    }

    @Test
    public void shouldLookForRenamedPushesAgainWheneverItWasStopped() throws IOException {
        abandon(JOB);
        rename();
        pass(Duration.ofHours(3));
        for (int i = 0; !files(MOVED_JOB).isEmpty(); i++) {
            assertThat(i).isLessThan(20);
            int most = i;
            int[] asked = {0};
            engine.sweep(() -> ++asked[0] > most);
            reopen();
        }
    }

    private void sweep() throws IOException {
        assertThat(engine.sweep(() -> false).failures()).isEmpty();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private void reopen() throws IOException {
        engine.close();
        engine = Engine.open(options());
    }

    /** As after {@code kill -9} before the index was saved. */
    private void dieUnsaved() throws IOException {
        engine.close();
        Files.delete(home().resolve("engine/catalog.mv"));
        engine = Engine.open(options());
    }

    /** As Jenkins does, and what hears of it. */
    private void rename() throws IOException {
        Files.move(home().resolve("jobs/app"), home().resolve("jobs/web"));
        engine.store().open(WORKFLOW, ArtifactPath.ROOT).close();
        engine.store().open(MOVED_WORKFLOW, ArtifactPath.ROOT).close();
    }

    private void push(ScopeId scope) throws IOException {
        try (ScopePush push = engine.store().begin(scope, "whole")) {
            put(push, "dist");
            push.commit(new PushOptions(PushOptions.Overwrite.REFUSE, "Build", null));
        }
    }

    /** A push that ends in the middle of a large file. */
    private void abandon(ScopeId scope) throws IOException {
        try (ScopePush push = engine.store().begin(scope, "abandoned")) {
            put(push, "a");
            assertThatThrownBy(() -> push.file(
                            ArtifactPath.of("b"), 0644, Instant.EPOCH, 9L << 20, new Broken(2 << 20), digest -> {}))
                    .hasMessageContaining("broken");
        }
        assertThat(files(scope)).anyMatch(name -> name.endsWith(".partial")).anyMatch(name -> name.endsWith(".jsonl"));
    }

    private static void put(ScopePush push, String name) throws IOException {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        push.file(ArtifactPath.of(name), 0644, Instant.EPOCH, SmallContent.of(bytes, bytes.length));
    }

    private void age(ScopeId scope, Instant modified) throws IOException {
        try (Stream<Path> all = Files.walk(roots().directory(scope))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(modified));
            }
        }
    }

    private List<String> files(ScopeId scope) throws IOException {
        Path directory = roots().directory(scope);
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .toList();
        }
    }

    private Path mark() {
        return home().resolve("engine/leftovers");
    }

    private Path home() {
        return folder.getRoot().toPath();
    }

    private ScopeRoots roots() {
        return new Named(home().resolve("jobs"));
    }

    private EngineOptions options() {
        return new EngineOptions(
                home().resolve("engine"),
                roots(),
                project -> EffectivePolicy.KEEP,
                Quotas.NONE,
                RetentionAudit.NONE,
                new Clock() {
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
                },
                Durability.PROCESS);
    }

    /** As in Jenkins: a scope has the name of the directory that it is in. */
    private record Named(Path jobs) implements ScopeRoots {
        @Override
        public Path directory(ScopeId scope) {
            Path run = jobs.resolve(scope.project()).resolve(scope.workflow().orElseThrow());
            return run.resolve(scope.job().map(job -> "jobs/" + job).orElse("workflow"));
        }

        @Override
        public void forEach(Consumer<ScopeId> scopes, Consumer<String> problems) {
            Stream.of(WORKFLOW, JOB, MOVED_WORKFLOW, MOVED_JOB)
                    .filter(scope -> Files.isDirectory(directory(scope)))
                    .forEach(scopes);
        }
    }

    private static final class Broken extends ByteArrayInputStream {
        Broken(int length) {
            super(new byte[length]);
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            int read = super.read(into, offset, length);
            if (read < 0) {
                throw new java.io.UncheckedIOException(new IOException("broken"));
            }
            return read;
        }
    }
}
