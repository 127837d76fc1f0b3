package io.jenkins.plugins.artifactscopes.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.disk.TestStore;
import io.jenkins.plugins.artifactscopes.testing.FixedListener;
import java.io.IOException;
import java.nio.file.FileSystem;
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

/** <pre>C:\{secret, work\{a\, x}}</pre> */
public class WindowsPathsTest {
    /** Valid in a scope, and ways out of a directory on Windows. */
    private static final List<String> WAYS_OUT = List.of(
            "..\\..\\secret",
            "..\\secret",
            "a\\..\\..\\secret",
            "C:/secret",
            "C:\\secret",
            "C:secret",
            "\\secret",
            "\\\\server\\share",
            "a/..\\..\\secret");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final FileSystem windows = Jimfs.newFileSystem(Configuration.windows());
    private final Path work = windows.getPath("C:\\work");

    @Before
    public void makeFiles() throws IOException {
        Files.createDirectories(work.resolve("a"));
        Files.writeString(work.resolve("x"), "x");
        Files.writeString(windows.getPath("C:\\secret"), "secret");
    }

    @After
    public void close() throws IOException {
        windows.close();
    }

    @Test
    public void shouldRefuseAWrittenPathThatLeadsOut() {
        for (String path : WAYS_OUT) {
            assertThatThrownBy(() -> LocalNames.below(work, ArtifactPath.parse(path)))
                    .as(path)
                    .isInstanceOf(TransferFailed.class)
                    .hasMessageContaining("'" + path + "'")
                    .hasMessageContaining("Windows allows no file of the name")
                    .hasMessageContaining("with / between its names");
        }
    }

    @Test
    public void shouldFindWhatIsBelow() throws TransferFailed {
        assertThat(LocalNames.below(work, ArtifactPath.ROOT)).isEqualTo(work);
        assertThat(LocalNames.below(work, ArtifactPath.of("a/b c"))).isEqualTo(windows.getPath("C:\\work\\a\\b c"));
    }

    @Test
    public void shouldTakeABackslashForPartOfANameElsewhere() throws TransferFailed {
        Path directory = folder.getRoot().toPath();

        assertThat(LocalNames.below(directory, ArtifactPath.of("..\\x"))).isEqualTo(directory.resolve("..\\x"));
    }

    @Test
    public void shouldAllowLinksThatStayInside() throws IOException {
        for (String target : List.of("x", "../x", "..\\x", "b\\c", ".\\b/c")) {
            assertThat(new LinkGuard(work).allows(work.resolve("a"), target))
                    .as(target)
                    .isTrue();
        }
    }

    @Test
    public void shouldRefuseLinksThatLeadOut() throws IOException {
        for (String target : WAYS_OUT) {
            assertThat(new LinkGuard(work).allows(work, target)).as(target).isFalse();
        }
        assertThat(new LinkGuard(work).allows(work.resolve("a"), "..\\..\\secret"))
                .isFalse();
        assertThat(new LinkGuard(work).allows(work.resolve("a"), ".. /.. /secret"))
                .isFalse();
    }

    @Test
    public void shouldRefuseALinkThroughALocalOneThatLeadsOut() throws IOException {
        Files.createSymbolicLink(work.resolve("out"), windows.getPath("C:\\"));
        Files.createSymbolicLink(work.resolve("up"), windows.getPath("..\\..\\work"));

        assertThat(new LinkGuard(work).allows(work, "out\\secret")).isFalse();
        assertThat(new LinkGuard(work).allows(work, "up/x")).isFalse();
    }

    @Test
    public void shouldReadNoChosenFileOutside() {
        for (String path : WAYS_OUT) {
            ChosenFiles chosen = ChosenFiles.of(Map.of("taken", path));
            assertThatThrownBy(() -> PushSource.Chosen.open(work, chosen))
                    .as(path)
                    .isInstanceOf(TransferFailed.class)
                    .hasMessageContaining("'" + path + "'");
        }
    }

    @Test
    public void shouldPullNoLinkThatLeadsOut() throws IOException {
        Path tree = Files.createDirectory(folder.getRoot().toPath().resolve("tree"));
        Files.writeString(tree.resolve("f"), "f");
        Files.createSymbolicLink(tree.resolve("in"), Path.of("f"));
        Files.createSymbolicLink(tree.resolve("out"), Path.of("..\\..\\secret"));
        Files.createSymbolicLink(tree.resolve("root"), Path.of("C:\\secret"));
        try (TestStore store = new TestStore(folder.getRoot().toPath().resolve("store"))) {
            LocalAccess access = new LocalAccess(
                    store.store(),
                    new FixedListener(1000, Optional.empty()),
                    ScopeId.workflow("app", "12"),
                    new Holder("app", "12", "Build"),
                    "Build",
                    TransferTools.standard(new CancelSignal()));
            access.push(
                    new PushRequest(tree, ArtifactPath.of("t"), PathFilter.ALL, Overwrite.REFUSE, null, false),
                    Progress.NONE);

            PullReport report = access.pull(
                    new PullRequest(ArtifactPath.of("t"), work.resolve("t"), PathFilter.ALL, Overwrite.REFUSE),
                    Progress.NONE);

            assertThat(report.refused()).hasSize(2);
            assertThat(work.resolve("t/in")).hasContent("f");
            assertThat(Files.isSymbolicLink(work.resolve("t/out"))).isFalse();
            assertThat(Files.isSymbolicLink(work.resolve("t/root"))).isFalse();
        }
    }
}
