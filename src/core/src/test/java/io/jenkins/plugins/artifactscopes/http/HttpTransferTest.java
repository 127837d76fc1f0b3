package io.jenkins.plugins.artifactscopes.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.disk.TestStore;
import io.jenkins.plugins.artifactscopes.testing.FixedListener;
import io.jenkins.plugins.artifactscopes.testing.TransferServer;
import io.jenkins.plugins.artifactscopes.testing.TreeAssert;
import io.jenkins.plugins.artifactscopes.testing.TreeGenerator;
import io.jenkins.plugins.artifactscopes.transfer.CancelSignal;
import io.jenkins.plugins.artifactscopes.transfer.HttpAccess;
import io.jenkins.plugins.artifactscopes.transfer.HttpTarget;
import io.jenkins.plugins.artifactscopes.transfer.ListedEntry;
import io.jenkins.plugins.artifactscopes.transfer.PathFilter;
import io.jenkins.plugins.artifactscopes.transfer.PlanLimits;
import io.jenkins.plugins.artifactscopes.transfer.Progress;
import io.jenkins.plugins.artifactscopes.transfer.PullRequest;
import io.jenkins.plugins.artifactscopes.transfer.PushReport;
import io.jenkins.plugins.artifactscopes.transfer.PushRequest;
import io.jenkins.plugins.artifactscopes.transfer.TransferTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class HttpTransferTest {
    private static final ScopeId SCOPE = ScopeId.workflow("app", "12");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @SuppressWarnings("NullAway.Init")
    private TestStore store;

    @SuppressWarnings("NullAway.Init")
    private TransferServer server;

    private Path work() {
        return folder.getRoot().toPath();
    }

    @Before
    public void start() throws Exception {
        store = new TestStore(work().resolve("store"));
        server = new TransferServer(
                store.store(),
                new FixedListener(1 << 30, java.util.Optional.empty()),
                work().resolve("spool"),
                new PlanLimits(10_000, 1 << 20));
    }

    @After
    public void stop() throws Exception {
        server.close();
        store.close();
    }

    private HttpAccess access() {
        return access("app/12/Build");
    }

    private HttpAccess access(String token) {
        return new HttpAccess(HttpTarget.of(server.base(), token), SCOPE, TransferTools.standard(new CancelSignal()));
    }

    private static PushRequest push(Path source, String destination, Overwrite overwrite) {
        return new PushRequest(source, ArtifactPath.of(destination), PathFilter.ALL, overwrite, null, true);
    }

    private PullRequest pull(String path, String to) {
        return new PullRequest(ArtifactPath.parse(path), work().resolve(to), PathFilter.ALL, Overwrite.REFUSE);
    }

    @Test
    public void shouldPullBackTreesAsTheyWerePushed() throws Exception {
        for (int seed = 0; seed < 30; seed++) {
            Path tree = new TreeGenerator(seed, 60, 3 << 20).make(work().resolve("tree" + seed));
            access().push(push(tree, "dist/a/b" + seed, Overwrite.REFUSE), Progress.NONE);
            access().pull(pull("dist/a/b" + seed, "back" + seed), Progress.NONE);
            TreeAssert.assertSame(work().resolve("back" + seed), tree);
        }
        access().pull(pull(".", "all"), Progress.NONE);
        TreeAssert.assertSame(work().resolve("all/dist/a/b7"), work().resolve("tree7"));
    }

    @Test
    public void shouldSendOnlyWhatIsNotThere() throws Exception {
        Path tree = Files.createDirectory(work().resolve("tree"));
        byte[] bytes = new byte[100_000];
        for (int i = 0; i < 20; i++) {
            new Random(i).nextBytes(bytes);
            Files.write(tree.resolve("f" + i), bytes);
        }
        PushReport first = access().push(push(tree, "one", Overwrite.REFUSE), Progress.NONE);
        new Random(99).nextBytes(bytes);
        Files.write(tree.resolve("f3"), bytes);
        PushReport second = access().push(push(tree, "two", Overwrite.REFUSE), Progress.NONE);

        assertThat(first.sentBytes()).isEqualTo(2_000_000);
        assertThat(second.sentBytes()).isEqualTo(100_000);
        assertThat(second.receipt().bytes()).isEqualTo(2_000_000);
        access().pull(pull("two", "back"), Progress.NONE);
        TreeAssert.assertSame(work().resolve("back"), tree);
    }

    @Test
    public void shouldTellWhyAPushIsRefused() throws Exception {
        Path file = Files.writeString(work().resolve("app.jar"), "jar");
        access().push(push(file, "app.jar", Overwrite.REFUSE), Progress.NONE);

        assertThatThrownBy(() -> access().push(push(file, "app.jar", Overwrite.REFUSE), Progress.NONE))
                .hasMessageContaining("already has app.jar");
        assertThatThrownBy(() -> access("").push(push(file, "b", Overwrite.REFUSE), Progress.NONE))
                .hasMessage("This server wants a token.");
        assertThatThrownBy(() -> access("app/13/Build").push(push(file, "b", Overwrite.REFUSE), Progress.NONE))
                .hasMessageContaining("do not let you push to workflow 12 of app");
        access().push(push(file, "app.jar", Overwrite.REPLACE), Progress.NONE);
    }

    @Test
    public void shouldListAndDelete() throws Exception {
        Path tree = new TreeGenerator(5, 60, 1000).make(work().resolve("tree"));
        access().push(push(tree, "dist", Overwrite.REFUSE), Progress.NONE);
        List<ListedEntry> listed = new ArrayList<>();
        access().list(ArtifactPath.of("dist"), listed::add);
        assertThat(listed).hasSize(TreeAssert.describe(tree).size());
        assertThat(listed.get(0).entry().path().value()).isEqualTo("dist");

        access().yank(ArtifactPath.of("dist"));
        assertThatThrownBy(() -> access().pull(pull("dist", "back"), Progress.NONE))
                .hasMessageContaining("has no dist");
        assertThat(work().resolve("back")).doesNotExist();
    }
}
