package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.disk.TestStore;
import io.jenkins.plugins.artifactscopes.testing.FixedListener;
import io.jenkins.plugins.artifactscopes.testing.TreeAssert;
import io.jenkins.plugins.artifactscopes.testing.TreeGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

public class LocalAccessTest {
    private static final ScopeId SCOPE = ScopeId.workflow("team/app", "12");

    @Property(tries = 60)
    void shouldPullBackAnyTreeAsItWasPushed(@ForAll long seed) throws IOException {
        Path work = Files.createTempDirectory("transfer");
        try (TestStore store = new TestStore(work.resolve("store"))) {
            Path tree = new TreeGenerator(seed, 60, 3 << 20).make(work.resolve("tree"));
            LocalAccess access = new LocalAccess(
                    store.store(),
                    FixedListener.generous(),
                    SCOPE,
                    new Holder("team/app", "12", "Build"),
                    "Build",
                    TransferTools.standard(new CancelSignal()));
            access.push(
                    new PushRequest(tree, ArtifactPath.of("dist/a/b"), PathFilter.ALL, Overwrite.REFUSE, null, true),
                    Progress.NONE);
            access.pull(
                    new PullRequest(
                            ArtifactPath.of("dist/a/b"), work.resolve("back"), PathFilter.ALL, Overwrite.REFUSE),
                    Progress.NONE);
            TreeAssert.assertSame(work.resolve("back"), tree);
        } finally {
            Deletion.of(work);
        }
    }
}
