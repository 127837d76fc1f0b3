package io.jenkins.plugins.artifactscopes.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.disk.TestStore;
import io.jenkins.plugins.artifactscopes.testing.FixedListener;
import io.jenkins.plugins.artifactscopes.testing.TransferServer;
import io.jenkins.plugins.artifactscopes.transfer.CancelSignal;
import io.jenkins.plugins.artifactscopes.transfer.HttpAccess;
import io.jenkins.plugins.artifactscopes.transfer.HttpTarget;
import io.jenkins.plugins.artifactscopes.transfer.PathFilter;
import io.jenkins.plugins.artifactscopes.transfer.PlanLimits;
import io.jenkins.plugins.artifactscopes.transfer.Progress;
import io.jenkins.plugins.artifactscopes.transfer.PushRequest;
import io.jenkins.plugins.artifactscopes.transfer.TransferTools;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A pull of more than lies on the way to a puller who does not read. */
public class EndedPullTest {
    private static final int SIZE = 64 << 20;
    private static final String TOKEN = "app/12/Build/block";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldBreakOffWhenWhatThePullerWasLetInForIsOver() throws Exception {
        Path home = folder.getRoot().toPath();
        try (TestStore store = new TestStore(home.resolve("store"));
                TransferServer server = new TransferServer(
                        store.store(),
                        new FixedListener(Long.MAX_VALUE, Optional.empty()),
                        home.resolve("spool"),
                        new PlanLimits(10, 1000))) {
            push(server);
            try (InputStream whole = pull(server)) {
                whole.skipNBytes(SIZE);
            }
            try (InputStream part = pull(server)) {
                assertThat(part.read()).isNotNegative();
                server.end("block");
                Thread.sleep(LiveOutput.EACH.toMillis() + 200);
                assertThatThrownBy(() -> part.skipNBytes(SIZE)).isInstanceOf(IOException.class);
            }
        }
    }

    private void push(TransferServer server) throws Exception {
        Path file = Files.write(folder.newFile("big").toPath(), new byte[SIZE]);
        Duration patience = Duration.ofSeconds(20);
        HttpTarget target = new HttpTarget(server.base(), TOKEN, patience, patience, HttpTarget.Retries.FEW);
        new HttpAccess(target, ScopeId.workflow("app", "12"), TransferTools.standard(new CancelSignal()))
                .push(
                        new PushRequest(file, ArtifactPath.of("big"), PathFilter.ALL, Overwrite.REFUSE, null, false),
                        Progress.NONE);
    }

    private static InputStream pull(TransferServer server) throws IOException {
        URI address = URI.create(server.base() + "tree?scope=workflow&project=app&workflow=12&path=big");
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + TOKEN);
        return connection.getInputStream();
    }
}
