package io.jenkins.plugins.artifactscopes.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.Selector;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ArtifactNotFound;
import io.jenkins.plugins.artifactscopes.store.PushConflict;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.QuotaExceeded;
import io.jenkins.plugins.artifactscopes.store.disk.TestStore;
import io.jenkins.plugins.artifactscopes.testing.FixedListener;
import io.jenkins.plugins.artifactscopes.testing.TreeAssert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** <pre>tree/{a.txt, b/{c.log, d.txt}, empty/}</pre> */
public class LocalTransferTest {
    private static final ScopeId SCOPE = ScopeId.workflow("app", "12");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @SuppressWarnings("NullAway.Init")
    private TestStore store;

    @SuppressWarnings("NullAway.Init")
    private Path tree;

    @Before
    public void makeTree() throws IOException {
        store = new TestStore(work().resolve("store"));
        tree = Files.createDirectories(work().resolve("tree"));
        Files.createDirectory(tree.resolve("b"));
        Files.createDirectory(tree.resolve("empty"));
        Files.writeString(tree.resolve("a.txt"), "a");
        Files.writeString(tree.resolve("b/c.log"), "c");
        Files.writeString(tree.resolve("b/d.txt"), "d");
    }

    @After
    public void close() {
        store.close();
    }

    private Path work() {
        return folder.getRoot().toPath();
    }

    private LocalAccess access(long quota) {
        return new LocalAccess(
                store.store(),
                new FixedListener(quota, Optional.empty()),
                SCOPE,
                new Holder("app", "12", "Build"),
                "Build",
                TransferTools.standard(new CancelSignal()));
    }

    private PushReport push(Path source, String to, PathFilter filter, Progress progress) throws IOException {
        return access(1000)
                .push(new PushRequest(source, ArtifactPath.of(to), filter, Overwrite.REFUSE, null, false), progress);
    }

    private PushReport push(Path source, String to) throws IOException {
        return push(source, to, PathFilter.ALL, Progress.NONE);
    }

    private PullReport pull(String from, Path to, PathFilter filter, Overwrite overwrite) throws IOException {
        return access(1000).pull(new PullRequest(ArtifactPath.parse(from), to, filter, overwrite), Progress.NONE);
    }

    private PullReport pull(String from, Path to) throws IOException {
        return pull(from, to, PathFilter.ALL, Overwrite.REFUSE);
    }

    private static PathFilter filter(String include, String exclude) {
        return new PathFilter(
                include.isEmpty() ? List.of() : List.of(Selector.parse(include)),
                exclude.isEmpty() ? List.of() : List.of(Selector.parse(exclude)));
    }

    private Path back() {
        return work().resolve("back");
    }

    @Test
    public void shouldPushOneFileUnderAnyName() throws IOException {
        push(tree.resolve("a.txt"), "dist/deep/x.txt");
        pull("dist/deep/x.txt", back());

        assertThat(back()).content().isEqualTo("a");
        pull("dist", work().resolve("dist"));
        assertThat(work().resolve("dist/deep/x.txt")).content().isEqualTo("a");
    }

    @Test
    public void shouldPushOnlyWhatTheFilterTakes() throws IOException {
        push(tree, "dist", filter("*.txt", "a.*"), Progress.NONE);
        pull("dist", back());

        assertThat(TreeAssert.describe(back()).keySet()).containsExactly("", "b", "b/d.txt");
        assertThatThrownBy(() -> push(tree, "none", filter("*.jar", ""), Progress.NONE))
                .hasMessageContaining("no file to push")
                .hasMessageContaining("included");
    }

    @Test
    public void shouldPullOnlyWhatTheFilterTakes() throws IOException {
        push(tree, "dist");
        pull("dist", back(), filter("", "b/"), Overwrite.REFUSE);

        assertThat(TreeAssert.describe(back()).keySet()).containsExactly("", "a.txt");
        assertThatThrownBy(() -> pull("dist", work().resolve("x"), filter("*.jar", ""), Overwrite.REFUSE))
                .isInstanceOf(ArtifactNotFound.class);
    }

    @Test
    public void shouldRefuseWhatIsNotThereOrEmptyOrTooMuch() throws IOException {
        assertThatThrownBy(() -> push(work().resolve("nothing"), "dist"))
                .hasMessage("Cannot read " + work().resolve("nothing") + ": it is not there");
        assertThatThrownBy(() -> push(tree.resolve("empty"), "dist")).hasMessageContaining("--allow-empty");
        assertThatThrownBy(() -> access(2)
                        .push(
                                new PushRequest(
                                        tree, ArtifactPath.of("d"), PathFilter.ALL, Overwrite.REFUSE, null, false),
                                Progress.NONE))
                .isInstanceOf(QuotaExceeded.class);
        assertThatThrownBy(() -> pull("dist", back())).isInstanceOf(ArtifactNotFound.class);
        push(tree, "dist");
        assertThatThrownBy(() -> push(tree, "dist")).isInstanceOf(PushConflict.class);
    }

    @Test
    public void shouldRefuseANameThatIsNotUnicode() throws Exception {
        Process touch = new ProcessBuilder("sh", "-c", "touch \"$(printf 'bad\\377name')\"")
                .directory(tree.toFile())
                .start();
        assertThat(touch.waitFor()).isZero();

        assertThatThrownBy(() -> push(tree, "dist")).hasMessageContaining("not valid Unicode");
        assertThatThrownBy(() -> pull("dist", back())).isInstanceOf(ArtifactNotFound.class);
    }

    @Test
    public void shouldRefuseAFileThatChangesMeanwhile() throws IOException {
        Files.write(tree.resolve("z"), new byte[3 << 20]);
        assertThatThrownBy(() -> access(1 << 30)
                        .push(
                                new PushRequest(
                                        tree, ArtifactPath.of("dist"), PathFilter.ALL, Overwrite.REFUSE, null, false),
                                (done, total) -> append(tree.resolve("z"))))
                .hasMessageContaining("z changed while it was pushed");
        assertThatThrownBy(() -> pull("dist", back())).isInstanceOf(ArtifactNotFound.class);
    }

    private static void append(Path file) {
        try {
            Files.write(file, new byte[] {1}, java.nio.file.StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    public void shouldLeaveNothingOfAPushThatFails() throws IOException {
        Path big = Files.write(tree.resolve("big"), new byte[3 << 20]);
        Path segments = store.directory(SCOPE).resolve("segments");
        Path files = store.directory(SCOPE).resolve("files");

        assertThatThrownBy(() -> access(1 << 30)
                        .push(
                                new PushRequest(
                                        tree, ArtifactPath.of("d"), PathFilter.ALL, Overwrite.REFUSE, null, false),
                                (done, total) -> {
                                    if (done > 1 << 20) {
                                        throw new IllegalStateException("stopped at " + done + " of " + big);
                                    }
                                }))
                .hasMessageContaining("stopped at");
        assertThat(segments).satisfiesAnyOf(gone -> assertThat(gone).doesNotExist(), gone -> assertThat(gone)
                .isEmptyDirectory());
        assertThat(files).satisfiesAnyOf(gone -> assertThat(gone).doesNotExist(), gone -> assertThat(gone)
                .isEmptyDirectory());
    }

    @Test
    public void shouldNeverFollowALink() throws IOException {
        Path secret = Files.writeString(work().resolve("secret"), "secret");
        Files.createSymbolicLink(tree.resolve("b/out"), secret);
        Files.createSymbolicLink(tree.resolve("loop"), Path.of("."));
        push(tree, "dist");
        PullReport report = pull("dist", back());

        assertThat(report.refused()).containsExactly("b/out -> " + secret);
        assertThat(back().resolve("b/out")).doesNotExist();
        assertThat(Files.readSymbolicLink(back().resolve("loop"))).isEqualTo(Path.of("."));
        assertThat(secret).content().isEqualTo("secret");
    }

    @Test
    public void shouldLeaveTheDestinationAsItIsWhenAFileStandsInTheWay() throws IOException {
        push(tree, "dist");
        Files.createDirectories(back());
        Files.writeString(back().resolve("a.txt"), "mine");
        Map<String, String> before = TreeAssert.describe(work().resolve("back"));

        assertThatThrownBy(() -> pull("dist", back()))
                .hasMessage(back().resolve("a.txt")
                        + " is there already. Pull with force to replace it, or choose another destination.");
        assertThat(TreeAssert.describe(back())).isEqualTo(before);
        pull("dist", back(), PathFilter.ALL, Overwrite.REPLACE);
        assertThat(back().resolve("a.txt")).content().isEqualTo("a");
        assertThat(TreeAssert.describe(back()).keySet()).hasSize(6);
    }

    @Test
    public void shouldNotWriteThroughALocalLinkThatStandsForADirectory() throws IOException {
        push(tree, "dist");
        Path outside = Files.createDirectory(work().resolve("outside"));
        Files.createDirectories(back());
        Files.createSymbolicLink(back().resolve("b"), outside);

        assertThatThrownBy(() -> pull("dist", back(), PathFilter.ALL, Overwrite.REPLACE))
                .hasMessageContaining("there is a link of that name");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    public void shouldNotServeDamagedContent() throws IOException {
        Files.write(tree.resolve("big"), new byte[2 << 20]);
        access(1 << 30)
                .push(
                        new PushRequest(tree, ArtifactPath.of("dist"), PathFilter.ALL, Overwrite.REFUSE, null, false),
                        Progress.NONE);
        try (var files = Files.walk(store.directory(SCOPE))) {
            for (Path file : (Iterable<Path>) files.filter(f -> f.toString().contains("/files/"))::iterator) {
                if (Files.isRegularFile(file)) {
                    byte[] bytes = Files.readAllBytes(file);
                    bytes[100_000] ^= 1;
                    Files.write(file, bytes);
                }
            }
        }
        assertThatThrownBy(() -> pull("dist", back()))
                .hasMessageContaining("big")
                .hasMessageContaining("damaged");
        assertThat(back()).doesNotExist();
    }

    @Test
    public void shouldKnowWhatWindowsCannotName() {
        for (String name : List.of("CON", "aux.txt", "com1", "a:b", "x.", "y ", "q?", "back\\slash", "new\nline")) {
            assertThat(LocalNames.isWindowsName(name)).as(name).isFalse();
        }
        assertThat(LocalNames.isWindowsName("console.txt")).isTrue();
    }
}
