package io.jenkins.plugins.artifactscopes.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry.Kind;
import io.jenkins.plugins.artifactscopes.store.PushConflict;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.PushReceipt;
import io.jenkins.plugins.artifactscopes.store.disk.TestStore;
import io.jenkins.plugins.artifactscopes.testing.FixedListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PushDeskTest {
    private static final ScopeId SCOPE = ScopeId.workflow("app", "1");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @SuppressWarnings("NullAway.Init")
    private TestStore store;

    @SuppressWarnings("NullAway.Init")
    private PushDesk desk;

    @Before
    public void open() throws IOException {
        store = new TestStore(work().resolve("store"));
        desk = desk(new FixedListener(1 << 30, Optional.empty()));
    }

    private Path work() {
        return folder.getRoot().toPath();
    }

    private PushDesk desk(FixedListener listener) throws IOException {
        return new PushDesk(store.store(), listener, work().resolve("spool"), PlanLimits.STANDARD, Clock.systemUTC());
    }

    @After
    public void close() throws IOException {
        desk.close();
        store.close();
    }

    @Test
    public void shouldNotKeepAFileOpenForEachOfAThousandPlans() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        Assume.assumeTrue(Files.isDirectory(descriptors));
        long before = count(descriptors);
        for (int i = 0; i < 1000; i++) {
            desk.open(terms("f" + i, "Build" + i / 200), plan("f" + i));
        }
        assertThat(count(descriptors) - before).isLessThan(200);
    }

    @Test
    public void shouldTakeAPushAgainAtOnceWhenTheDiskHasRecovered() throws IOException {
        PushDesk.Opened opened = desk.open(terms("f"), plan("f"));
        Path inTheWay = Files.writeString(store.directory(SCOPE).resolve("segments"), "no directory");
        assertThatThrownBy(() -> desk.content(opened.id(), opened.position(), content("x")))
                .hasMessageContaining("segments");
        Files.delete(inTheWay);

        PushDesk.Opened again = desk.open(terms("f"), plan("f"));
        desk.content(again.id(), again.position(), content("x"));
        assertThat(desk.commit(again.id()).files()).isEqualTo(1);
    }

    static InputStream content(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        try (BlockWriter writer = new BlockWriter(blocks, AdaptiveCompression.never())) {
            writer.write(bytes, 0, bytes.length);
            writer.write(Digest.ofContent(bytes, 0, bytes.length).bytes(), 0, Digest.LENGTH);
            writer.end();
        }
        return new ByteArrayInputStream(blocks.toByteArray());
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.count();
        }
    }

    @Test
    public void shouldNotLetOneHolderHaveAnyNumberOfPushesUnderWay() throws IOException {
        PushDesk.Opened first = desk.open(terms("f0"), plan("f0"));
        for (int i = 1; i < StagedPushes.MOST; i++) {
            desk.open(terms("f" + i), plan("f" + i));
        }
        assertThatThrownBy(() -> desk.open(terms("more"), plan("more")))
                .isInstanceOf(TooManyPushes.class)
                .hasMessageContaining("256 pushes under way");
        // The same push again is no other one, and another holder has a number of its own.
        desk.open(terms("f7"), plan("f7"));
        desk.open(terms("other", "Test"), plan("other"));
        desk.abort(first.id());
        assertThat(desk.open(terms("more"), plan("more")).committed()).isFalse();
    }

    @Test
    public void shouldLetOneOfTwoPushesOfTheSameTreeWinThatAreUnderWayAtOnce() throws IOException {
        PushTerms one = terms("f", "Build", "one", Overwrite.REFUSE).once();
        PushTerms other = terms("f", "Build", "other", Overwrite.REFUSE).once();
        PushDesk.Opened first = desk.open(one, plan("f"));
        PushDesk.Opened second = desk.open(other, plan("f"));
        assertThat(second.id()).isNotEqualTo(first.id());
        desk.content(first.id(), first.position(), content("x"));
        desk.content(second.id(), second.position(), content("x"));
        assertThat(desk.commit(second.id()).files()).isEqualTo(1);
        assertThatThrownBy(() -> desk.commit(first.id()))
                .isInstanceOf(PushConflict.class)
                .hasMessageContaining("already has f");
        desk.abort(first.id());
        PushDesk.Opened third =
                desk.open(terms("f", "Build", "third", Overwrite.REPLACE).once(), plan("f"));
        PushDesk.Opened fourth =
                desk.open(terms("f", "Build", "fourth", Overwrite.REPLACE).once(), plan("f"));
        desk.content(third.id(), third.position(), content("x"));
        desk.content(fourth.id(), fourth.position(), content("x"));
        assertThat(desk.commit(third.id()).files()).isEqualTo(1);
        assertThat(desk.commit(fourth.id()).files()).isEqualTo(1);
    }

    @Test
    public void shouldAnswerARepeatedCommitAsTheFirst() throws IOException {
        desk.close();
        store.close();
        FixedListener expiring = new FixedListener(1 << 30, Optional.of(Instant.parse("2027-01-01T00:00:00Z")));
        store = new TestStore(work().resolve("store"), Clock.systemUTC(), expiring);
        desk = desk(expiring);
        PushDesk.Opened opened = desk.open(terms("f"), plan("f"));
        assertThat(desk.receipt(opened.id())).isEmpty();
        desk.content(opened.id(), opened.position(), content("x"));
        PushReceipt receipt = desk.commit(opened.id());

        assertThat(receipt.expiry()).isEqualTo(expiring.expiry());
        assertThat(desk.commit(opened.id())).isEqualTo(receipt);
        desk.close();
        desk = desk(expiring);
        assertThat(desk.commit(opened.id())).isEqualTo(receipt);
        assertThat(desk.receipt(opened.id())).contains(receipt);
        assertThat(desk.receipt("../" + opened.id())).isEmpty();
        PushDesk.Opened another = desk.open(terms("f", "Build", "another", Overwrite.REPLACE), plan("f"));
        assertThat(another.id()).isEqualTo(opened.id());
        assertThat(desk.receipt(another.id())).as("of a push that is under way").isEmpty();
    }

    private static PushTerms terms(String destination, String job, String attempt, Overwrite overwrite) {
        return new PushTerms(
                SCOPE, new Holder("app", "1", job), job, ArtifactPath.of(destination), overwrite, null, attempt);
    }

    private static PushTerms terms(String destination) {
        return terms(destination, "Build");
    }

    private static PushTerms terms(String destination, String job) {
        return new PushTerms(
                SCOPE,
                new Holder("app", "1", job),
                "Build",
                ArtifactPath.of(destination),
                Overwrite.REFUSE,
                null,
                "attempt" + destination);
    }

    static InputStream plan(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PlanWriter plan = new PlanWriter(bytes);
        plan.write(new PlanEntry(ArtifactPath.ROOT, Kind.FILE, name.length(), 0644, Instant.EPOCH, null, null));
        plan.end();
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
