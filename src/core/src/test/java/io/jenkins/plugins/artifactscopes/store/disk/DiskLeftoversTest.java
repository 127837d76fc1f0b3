package io.jenkins.plugins.artifactscopes.store.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.store.PushOptions;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.ScopeStore.Known;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What a push or a deletion leaves behind when it ends in the wrong moment never takes away what was committed. */
public class DiskLeftoversTest {
    private static final ScopeId SCOPE = ScopeId.workflow("app", "1");
    private static final ScopeId PROJECT = ScopeId.project("app");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private TestStore disk;

    @Before
    public void open() throws IOException {
        disk = new TestStore(folder.getRoot().toPath());
    }

    @After
    public void close() {
        disk.close();
    }

    @Test
    public void shouldNotSweepWhatWasCommittedRightBeforeItsProcessDied() throws IOException {
        commitAndDie("a");
        disk.store().removeOrphans(SCOPE, soon());
        assertThat(texts(SCOPE)).containsExactly("dist/a.txt=alpha", "dist/big=" + "x".repeat(2 * ScopePush.SMALL));
        assertThat(layout(SCOPE).staging()).isEmptyDirectory();
    }

    @Test
    public void shouldNotTakeAwayWhatWasCommittedWhenTheSamePushIsGivenUp() throws IOException {
        commitAndDie("a");
        try (ScopePush again = disk.store().begin(SCOPE, "a")) {
            assertThat(again.arrived()).isZero();
            again.abort();
        }
        assertThat(texts(SCOPE)).hasSize(2);
    }

    @Test
    public void shouldNotTakeAwayWhatHasTheNumberOfAnAbandonedContentNow() throws IOException {
        try (ScopePush push = disk.store().begin(SCOPE, "a")) {
            put(push, "f", "text");
        }
        Path abandoned = keep(layout(SCOPE).staged("a"));
        // Its contents go, and the process dies before its journal does.
        disk.store().begin(SCOPE, "a").abort();
        disk = disk.crashed();
        push(SCOPE, "dist/a.txt", "alpha");
        disk = disk.reopened();
        Files.move(abandoned, layout(SCOPE).staged("a"));
        disk.store().removeOrphans(SCOPE, soon());
        assertThat(texts(SCOPE)).containsExactly("dist/a.txt=alpha");
    }

    /** Each is synced by its name: that one of them is gone shows that it is. */
    @Test
    public void shouldSyncAtTheCommitWhatAnEarlierAttemptBrought() throws IOException {
        byte[] big = new byte[2 * ScopePush.SMALL];
        for (boolean large : new boolean[] {true, false}) {
            String key = large ? "large" : "small";
            try (ScopePush push = disk.store().begin(SCOPE, key)) {
                put(push, "a", "text");
                push.file(
                        ArtifactPath.of("b"), 0644, Instant.EPOCH, big.length, new ByteArrayInputStream(big), d -> {});
            }
            Path brought = large ? layout(SCOPE).files() : layout(SCOPE).segments();
            try (Stream<Path> files = Files.list(brought)) {
                Files.delete(files.findFirst().orElseThrow());
            }
            try (ScopePush again = disk.store().begin(SCOPE, key)) {
                assertThat(again.arrived()).isEqualTo(2);
                assertThatThrownBy(() -> again.commit(new PushOptions(Overwrite.REFUSE, "Build", null)))
                        .isInstanceOf(NoSuchFileException.class);
            }
        }
    }

    @Test
    public void shouldNotWriteIntoALargeFileThatHadArrivedWhole() throws IOException {
        byte[] big = new byte[2 * ScopePush.SMALL];
        try (ScopePush push = disk.store().begin(SCOPE, "a")) {
            push.file(ArtifactPath.of("a"), 0644, Instant.EPOCH, big.length, new ByteArrayInputStream(big), d -> {});
        }
        // The process dies after the line of the file, before the note that it is arriving is gone.
        Files.writeString(layout(SCOPE).partial("a"), "1 0");
        disk = disk.crashed();
        byte[] bigger = new byte[3 * ScopePush.SMALL];
        try (ScopePush push = disk.store().begin(SCOPE, "a")) {
            assertThat(push.arrived()).isEqualTo(1);
            assertThat(push.arrivedBytes()).isZero();
            push.file(
                    ArtifactPath.of("b"),
                    0644,
                    Instant.EPOCH,
                    bigger.length,
                    new ByteArrayInputStream(bigger),
                    d -> {});
            push.commit(options(Overwrite.REFUSE));
        }
        assertThat(StoredFiles.all(disk.store(), SCOPE)).containsEntry("a", big).containsEntry("b", bigger);
    }

    @Test
    public void shouldNotSweepWhatAPushLinksThatBeginsMeanwhile() throws IOException {
        push(PROJECT, "dist/a.txt", "alpha");
        for (Path segment : segments(PROJECT)) {
            Files.setLastModifiedTime(segment, FileTime.fromMillis(0));
        }
        push(SCOPE, "b.txt", "beta");
        disk.store().begin(SCOPE, "old").close();
        List<ScopePush> begun = new ArrayList<>();
        Orphans.Claims claims = new Orphans.Claims() {
            @Override
            public boolean take(String key) {
                return true;
            }

            @Override
            public void giveBack(String key) {
                if (begun.isEmpty()) {
                    begun.add(beginWithLink());
                }
            }
        };
        try (DiskScopeStore.Use use = disk.store().use(SCOPE)) {
            new Orphans(disk.store().shared(), use.scope(), claims).remove(soon());
        }
        try (ScopePush push = begun.get(0)) {
            push.commit(options(Overwrite.REFUSE));
        }
        assertThat(texts(SCOPE)).containsExactly("b.txt=beta", "dist/a.txt=alpha");
    }

    private ScopePush beginWithLink() {
        try {
            ScopePush push = disk.store().begin(SCOPE, "new");
            byte[] alpha = "alpha".getBytes(StandardCharsets.UTF_8);
            push.known(
                    ArtifactPath.of("dist/a.txt"),
                    0644,
                    Instant.EPOCH,
                    5,
                    SmallContent.of(alpha, 5).digest(),
                    new Known(PROJECT, ArtifactPath.of("dist/a.txt")));
            return push;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    public void shouldForgetADeletedScopeThatWasBeingReadWhenTheProcessDied() throws IOException {
        push(SCOPE, "dist/a.txt", "alpha");
        disk.store().close();
        try (ScopeTree tree = disk.store().open(SCOPE, ArtifactPath.ROOT)) {
            disk.store().deleteScope(SCOPE);
            disk = disk.crashed();
            assertThat(tree).isNotNull();
        }
        assertThat(texts(SCOPE)).isEmpty();
        push(SCOPE, "dist/b.txt", "beta");
        assertThat(texts(SCOPE)).containsExactly("dist/b.txt=beta");
    }

    @Test
    public void shouldRefuseACommitWhoseLineCouldNotBeReadAgain() throws IOException {
        push(SCOPE, "dist/a.txt", "alpha");
        try (ScopePush push = disk.store().begin(SCOPE, "b")) {
            put(push, "dist/b.txt", "beta");
            assertThatThrownBy(() -> push.commit(new PushOptions(Overwrite.REFUSE, "x".repeat(400_000), null)))
                    .isInstanceOf(IOException.class);
        }
        push(SCOPE, "dist/c.txt", "gamma");
        disk = disk.withoutIndex();
        assertThat(texts(SCOPE)).containsExactly("dist/a.txt=alpha", "dist/c.txt=gamma");
    }

    @Test
    public void shouldCountASpaceThatIsReplacedOnce() throws IOException {
        List<Long> admitted = new ArrayList<>();
        disk.close();
        disk = new TestStore(folder.getRoot().toPath(), Clock.systemUTC(), new TestStore.Deaf() {
            @Override
            public void admit(ScopeId scope, long bytes, long files) {
                admitted.add(bytes);
            }
        });
        push(SCOPE, "a", "x".repeat(1000));
        try (ScopePush push = disk.store().begin(SCOPE, "b")) {
            for (String directory : List.of("a/1", "a/2", "a/3")) {
                push.directory(ArtifactPath.of(directory), 0755, Instant.EPOCH);
                put(push, directory + "/f", "y".repeat(1000));
            }
            push.commit(options(Overwrite.REPLACE));
        }
        assertThat(admitted).containsExactly(1000L, 2000L);
    }

    @Test
    public void shouldKeepWhatWasCommittedWhenTheIndexFailsHalfWay() throws IOException {
        boolean[] fails = {false};
        disk.close();
        disk = new TestStore(folder.getRoot().toPath(), Clock.systemUTC(), new TestStore.Deaf() {
            @Override
            public Change begin(ScopeId scope, PushInfo push) {
                Change deaf = super.begin(scope, push);
                if (!fails[0]) {
                    return deaf;
                }
                fails[0] = false;
                return new Change() {
                    @Override
                    public void created(String artifact, long id) {}

                    @Override
                    public void put(io.jenkins.plugins.artifactscopes.store.Entry entry) {
                        if (entry.path().name().equals("b.txt")) {
                            throw new IllegalStateException("on purpose");
                        }
                    }

                    @Override
                    public void removed(io.jenkins.plugins.artifactscopes.store.Entry entry) {}

                    @Override
                    public void done() {}
                };
            }
        });
        push(SCOPE, "old", "old");
        try (ScopePush push = disk.store().begin(SCOPE, "a")) {
            put(push, "dist/a.txt", "alpha");
            put(push, "dist/b.txt", "beta");
            fails[0] = true;
            assertThatThrownBy(() -> push.commit(options(Overwrite.REFUSE))).hasMessage("on purpose");
        }
        disk.store().removeOrphans(SCOPE, soon());
        assertThat(texts(SCOPE)).containsExactly("dist/a.txt=alpha", "dist/b.txt=beta", "old=old");
    }

    @Test
    public void shouldEndACommitThatIsInterruptedOneWayOrTheOther() throws IOException {
        disk.close();
        disk = new TestStore(folder.getRoot().toPath(), Clock.systemUTC(), new TestStore.Deaf() {
            @Override
            public Change begin(ScopeId scope, PushInfo push) {
                if (push.number() == 2) {
                    Thread.currentThread().interrupt();
                }
                return super.begin(scope, push);
            }
        });
        push(SCOPE, "old", "old");
        push(SCOPE, "dist/a.txt", "alpha");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(texts(SCOPE)).containsExactly("dist/a.txt=alpha", "old=old");
    }

    @Test
    public void shouldGiveTheReceiptOfAPushAfterWhichTheJournalCouldNotBeRewritten() throws IOException {
        pushAndReplaceMany();
        disk.store().delete(SCOPE, ArtifactPath.of("d"));
        // Where the shorter journal is written.
        Files.createDirectories(layout(SCOPE).nextManifest().resolve("in the way"));
        push(SCOPE, "new", "new");
        assertThat(texts(SCOPE)).containsExactly("kept=kept", "new=new");
    }

    @Test
    public void shouldKeepEverythingWhenSeveralRewriteTheJournalAtOnce() throws Exception {
        pushAndReplaceMany();
        disk.store().delete(SCOPE, ArtifactPath.of("d"));
        Map<String, byte[]> before = StoredFiles.all(disk.store(), SCOPE);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Void>> running = new ArrayList<>();
        try (DiskScopeStore.Use use = disk.store().use(SCOPE)) {
            for (int i = 0; i < 8; i++) {
                Callable<Void> rewrite = () -> {
                    new JournalRewrite(disk.store().shared(), use.scope()).run();
                    return null;
                };
                running.add(threads.submit(rewrite));
            }
            for (Future<Void> one : running) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
        disk = disk.withoutIndex();
        assertThat(StoredFiles.all(disk.store(), SCOPE)).containsOnlyKeys(before.keySet());
    }

    @Test
    public void shouldKeepAPushThatIsClosedTwiceFromLettingGoOfTheScope() throws IOException {
        try (DiskScopeStore.Use use = disk.store().use(SCOPE)) {
            ScopePush push = disk.store().begin(SCOPE, "a");
            push.close();
            push.close();
            try (DiskScopeStore.Use other = disk.store().use(SCOPE)) {
                assertThat(other.scope()).isSameAs(use.scope());
            }
        }
    }

    /** Leaves the journal of the committed push where it was before its commit. */
    private void commitAndDie(String key) throws IOException {
        byte[] big = "x".repeat(2 * ScopePush.SMALL).getBytes(StandardCharsets.UTF_8);
        Path kept;
        try (ScopePush push = disk.store().begin(SCOPE, key)) {
            put(push, "dist/a.txt", "alpha");
            push.file(
                    ArtifactPath.of("dist/big"),
                    0644,
                    Instant.EPOCH,
                    big.length,
                    new ByteArrayInputStream(big),
                    d -> {});
            kept = keep(layout(SCOPE).staged(key));
            push.commit(options(Overwrite.REFUSE));
        }
        disk.store().close();
        disk = disk.crashed();
        Files.move(kept, layout(SCOPE).staged(key));
    }

    private Path keep(Path file) throws IOException {
        return Files.createLink(folder.getRoot().toPath().resolve("kept"), file);
    }

    private void pushAndReplaceMany() throws IOException {
        push(SCOPE, "kept", "kept");
        for (int i = 0; i < 2; i++) {
            try (ScopePush push = disk.store().begin(SCOPE, "many")) {
                for (int file = 1000; file < 3500; file++) {
                    put(push, "d/" + "f".repeat(100) + file, i + " " + file);
                }
                push.commit(options(Overwrite.REPLACE));
            }
        }
    }

    private List<Path> segments(ScopeId scope) throws IOException {
        try (java.util.stream.Stream<Path> all = Files.list(layout(scope).segments())) {
            return all.toList();
        }
    }

    private DiskLayout layout(ScopeId scope) {
        return new DiskLayout(disk.directory(scope));
    }

    private static long soon() {
        return System.currentTimeMillis() + 10_000;
    }

    private static PushOptions options(Overwrite overwrite) {
        return new PushOptions(overwrite, "Build", null);
    }

    private void push(ScopeId scope, String path, String text) throws IOException {
        try (ScopePush push = disk.store().begin(scope, "k" + Integer.toHexString(path.hashCode()))) {
            put(push, path, text);
            push.commit(options(Overwrite.REFUSE));
        }
    }

    private static void put(ScopePush push, String path, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        push.file(ArtifactPath.of(path), 0644, Instant.EPOCH, SmallContent.of(bytes, bytes.length));
    }

    private List<String> texts(ScopeId scope) throws IOException {
        List<String> texts = new ArrayList<>();
        StoredFiles.all(disk.store(), scope)
                .forEach((path, bytes) -> texts.add(path + "=" + new String(bytes, StandardCharsets.UTF_8)));
        return texts;
    }
}
