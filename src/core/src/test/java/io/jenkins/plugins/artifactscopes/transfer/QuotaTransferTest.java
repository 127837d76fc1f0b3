package io.jenkins.plugins.artifactscopes.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.catalog.Quota;
import io.jenkins.plugins.artifactscopes.engine.Engine;
import io.jenkins.plugins.artifactscopes.engine.EngineOptions;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.retention.EffectivePolicy;
import io.jenkins.plugins.artifactscopes.retention.RetentionAudit;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.disk.Durability;
import io.jenkins.plugins.artifactscopes.store.disk.HomeRoots;
import io.jenkins.plugins.artifactscopes.testing.TransferServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A project that may keep 10,000 bytes, and holds {@code dist} of 6,000, whatever the way it is pushed. */
public class QuotaTransferTest {
    private static final ScopeId SCOPE = ScopeId.workflow("app", "1");
    private static final Holder HOLDER = new Holder("app", "1", "Build");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private int pushes;

    @SuppressWarnings("NullAway.Init")
    private Engine engine;

    @Before
    public void open() throws IOException {
        engine = Engine.open(new EngineOptions(
                work().resolve("catalog"),
                new HomeRoots(work().resolve("home")),
                project -> EffectivePolicy.KEEP,
                project -> new Quota(10_000, 10),
                RetentionAudit.NONE,
                Clock.systemUTC(),
                Durability.PROCESS));
    }

    @After
    public void close() throws IOException {
        engine.close();
    }

    private Path work() {
        return folder.getRoot().toPath();
    }

    /** One of the ways from a directory to a scope. */
    @FunctionalInterface
    private interface Way {
        PushReport push(PushRequest request) throws IOException;
    }

    /** Pushes two files of half the size each, with contents that nobody has pushed before. */
    private PushReport push(Way way, String destination, int bytes, Overwrite overwrite) throws IOException {
        Path tree = Files.createDirectory(work().resolve("tree" + pushes));
        Random random = new Random(pushes++);
        byte[] content = new byte[bytes / 2];
        for (String name : new String[] {"a", "b"}) {
            random.nextBytes(content);
            Files.write(tree.resolve(name), content);
        }
        return way.push(new PushRequest(tree, ArtifactPath.of(destination), PathFilter.ALL, overwrite, null, false));
    }

    private void assertCountsOnlyWhatIsAdded(Way way) throws IOException {
        push(way, "dist", 6000, Overwrite.REFUSE);
        assertThat(push(way, "dist", 6000, Overwrite.REPLACE).receipt().bytes()).isEqualTo(6000);
        assertThat(push(way, "dist", 10_000, Overwrite.REPLACE).receipt().bytes())
                .isEqualTo(10_000);
        assertThatThrownBy(() -> push(way, "dist", 12_000, Overwrite.REPLACE))
                .hasMessageContaining("The push of 2.0 KiB would exceed the quota of project app by 2.0 KiB");
        assertThat(push(way, "dist", 6000, Overwrite.REPLACE).receipt().bytes()).isEqualTo(6000);
        assertThatThrownBy(() -> push(way, "more", 6000, Overwrite.REFUSE))
                .hasMessageContaining("The push of 5.9 KiB would exceed the quota of project app by 2.0 KiB");
        assertThat(engine.catalog().usage("app").bytes()).isEqualTo(6000);
    }

    @Test
    public void shouldCountOnlyWhatAPushAddsWithinTheProcess() throws IOException {
        assertCountsOnlyWhatIsAdded(
                request -> new LocalAccess(engine.store(), engine.catalog(), SCOPE, HOLDER, "Build", tools())
                        .push(request, Progress.NONE));
    }

    @Test
    public void shouldCountOnlyWhatAPushAddsOverHttp() throws Exception {
        try (TransferServer server = new TransferServer(
                engine.store(), engine.catalog(), work().resolve("spool"), new PlanLimits(1000, 1 << 20))) {
            assertCountsOnlyWhatIsAdded(
                    request -> new HttpAccess(HttpTarget.of(server.base(), "app/1/Build"), SCOPE, tools())
                            .push(request, Progress.NONE));
        }
    }

    @Test
    public void shouldCountOnlyWhatAPushAddsOverALine() throws IOException {
        try (PushDesk desk = new PushDesk(
                engine.store(), engine.catalog(), work().resolve("spool"), PlanLimits.STANDARD, Clock.systemUTC())) {
            assertCountsOnlyWhatIsAdded(request -> {
                PushTerms terms = new PushTerms(
                        SCOPE, HOLDER, "Build", request.destination(), request.overwrite(), null, "attempt" + pushes);
                return new LineTransfer(new DeskLine(engine.store(), desk, terms), tools())
                        .push(request, Progress.NONE);
            });
        }
    }

    private static TransferTools tools() {
        return TransferTools.standard(new CancelSignal());
    }
}
