package io.jenkins.plugins.artifactscopes.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.InvalidPathException;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.Origin;
import io.jenkins.plugins.artifactscopes.store.PushConflict;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.store.disk.TestStore;
import io.jenkins.plugins.artifactscopes.testing.FixedListener;
import io.jenkins.plugins.artifactscopes.testing.TreeAssert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class LineTransferTest {
    private static final ScopeId SCOPE = ScopeId.workflow("app", "1");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    /**
     * <pre>
     * work/
     *   a.txt        a
     *   b/c.log      c
     *   link -> a.txt
     * </pre>
     */
    private Path tree = Path.of("");

    private int attempts;

    @SuppressWarnings("NullAway.Init")
    private TestStore store;

    @SuppressWarnings("NullAway.Init")
    private PushDesk desk;

    @Before
    public void open() throws IOException {
        Path home = folder.getRoot().toPath();
        store = new TestStore(home.resolve("store"));
        desk = new PushDesk(
                store.store(), FixedListener.generous(), home.resolve("spool"), PlanLimits.STANDARD, Clock.systemUTC());
        tree = Files.createDirectories(home.resolve("work"));
        Files.createDirectory(tree.resolve("b"));
        Files.writeString(tree.resolve("a.txt"), "a");
        Files.writeString(tree.resolve("b/c.log"), "c");
        Files.createSymbolicLink(tree.resolve("link"), Path.of("a.txt"));
    }

    @After
    public void close() throws IOException {
        desk.close();
        store.close();
    }

    private LineTransfer line(String name, Overwrite overwrite) {
        Holder holder = new Holder("app", "1", "Build");
        PushTerms terms = new PushTerms(
                SCOPE, holder, "Build", ArtifactPath.parse(name), overwrite, null, "attempt" + attempts++);
        return new LineTransfer(new DeskLine(store.store(), desk, terms), TransferTools.standard(new CancelSignal()));
    }

    private PushReport push(String name, Overwrite overwrite, ChosenFiles chosen) throws IOException {
        PushRequest request = new PushRequest(
                tree, ArtifactPath.parse(name), PathFilter.ALL, overwrite, null, true, Origin.NONE, chosen);
        return line(name, overwrite).push(request, Progress.NONE);
    }

    private PushReport archive(String... keysAndSources) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < keysAndSources.length; i += 2) {
            files.put(keysAndSources[i], keysAndSources[i + 1]);
        }
        return push(".", Overwrite.REPLACE, ChosenFiles.of(files));
    }

    private List<String> stored() throws IOException {
        List<String> paths = new ArrayList<>();
        try (ScopeTree all = store.store().open(SCOPE, ArtifactPath.ROOT)) {
            all.entries().forEachRemaining(entry -> paths.add(entry.path().value()));
        }
        return paths;
    }

    private Entry entry(String path) throws IOException {
        return store.store().find(SCOPE, ArtifactPath.of(path)).orElseThrow();
    }

    @Test
    public void shouldBringATreeBack() throws IOException {
        PushRequest request =
                new PushRequest(tree, ArtifactPath.of("dist"), PathFilter.ALL, Overwrite.REFUSE, null, false);
        assertThat(line("dist", Overwrite.REFUSE).push(request, Progress.NONE).sentBytes())
                .isEqualTo(2);
        Path back = folder.getRoot().toPath().resolve("back");
        line("dist", Overwrite.REFUSE)
                .pull(new PullRequest(ArtifactPath.of("dist"), back, PathFilter.ALL, Overwrite.REFUSE), Progress.NONE);

        TreeAssert.assertSame(back, tree);
    }

    @Test
    public void shouldPutChosenFilesIntoTheRootUnderNamesOfTheirOwn() throws IOException {
        PushReport report = archive("app.txt", "a.txt", "logs/deep/c.log", "b/c.log", "logs/link", "link");

        assertThat(report.receipt().files()).isEqualTo(2);
        assertThat(stored()).containsExactly("app.txt", "logs/deep/c.log", "logs/link");
        assertThat(entry("logs/link").requireTarget()).isEqualTo("a.txt");
    }

    @Test
    public void shouldKeepWhatIsThereWhenMoreIsPutIntoTheRoot() throws IOException {
        archive("one", "a.txt", "two", "a.txt");
        PushReport report = archive("two", "b/c.log", "three/x", "b/c.log");

        assertThat(stored()).containsExactly("one", "three/x", "two");
        assertThat(entry("two").requireDigest()).isEqualTo(entry("three/x").requireDigest());
        assertThat(report.receipt().files()).isEqualTo(2);
    }

    @Test
    public void shouldKeepTheOldFileWhenThePutMayNotReplace() throws IOException {
        archive("one", "a.txt");

        assertThatThrownBy(() -> push(".", Overwrite.REFUSE, ChosenFiles.of(Map.of("one", "b/c.log"))))
                .isInstanceOf(PushConflict.class)
                .hasMessageContaining("already has one");
        assertThat(archive("one", "a.txt").sentBytes()).isZero();
    }

    @Test
    public void shouldPutChosenFilesUnderANameThatIsThereEvenWithoutAny() throws IOException {
        push("set", Overwrite.REFUSE, ChosenFiles.of(Map.of()));
        push("more", Overwrite.REFUSE, ChosenFiles.of(Map.of("files/a", "a.txt")));

        assertThat(stored()).containsExactly("more", "more/files/a", "set");
    }

    @Test
    public void shouldRefuseChosenFilesThatCannotBe() {
        for (String path : List.of("../a", "/etc/passwd", "a/../../b", "a//b", "a\0b", ".", "")) {
            assertThatThrownBy(() -> archive(path, "a.txt")).isInstanceOf(InvalidPathException.class);
            assertThatThrownBy(() -> archive("a", path)).isInstanceOf(InvalidPathException.class);
        }
        assertThatThrownBy(() -> archive("a", "a.txt", "a/b", "a.txt"))
                .isInstanceOf(MalformedTransfer.class)
                .hasMessageContaining("a/b below a");
        assertThatThrownBy(() -> archive("a", "missing"))
                .isInstanceOf(TransferFailed.class)
                .hasMessageContaining("it is not there");
        assertThatThrownBy(
                        () -> new PushRequest(tree, ArtifactPath.ROOT, PathFilter.ALL, Overwrite.REFUSE, null, false))
                .hasMessageContaining("needs a name");
    }
}
