package io.jenkins.plugins.artifactscopes.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.transfer.CancelSignal;
import io.jenkins.plugins.artifactscopes.transfer.HttpAccess;
import io.jenkins.plugins.artifactscopes.transfer.HttpTarget;
import io.jenkins.plugins.artifactscopes.transfer.PathFilter;
import io.jenkins.plugins.artifactscopes.transfer.PushRequest;
import io.jenkins.plugins.artifactscopes.transfer.TransferTools;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** GitHub's own client, as it comes from its registry, against the server; {@code src/test/octokit} has what it does. */
public class OctokitIT {
    private static final Path SOURCES = Path.of("src/test/octokit");
    private static final int ARTIFACTS = 1050;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldServeGitHubsOwnClient() throws IOException, InterruptedException {
        assumeTrue("LEFT OUT, because there is no node 20 here", hasNode());
        Path client = NodeProgram.installed(SOURCES, Path.of("target/octokit"));
        Path home = folder.getRoot().toPath().resolve("home");
        try (ServerProcess server = ServerProcess.start(home, 0)) {
            fill(server);
            Map<String, String> environment = Map.of(
                    "BASE",
                    server.url() + "/api/v3",
                    "TOKEN",
                    server.token("--project", "team/app"),
                    "RUN",
                    "1",
                    "EXPIRED",
                    "old");
            assertThat(NodeProgram.run(client, environment, "node", "conformance.mjs"))
                    .contains("10 of 10 hold");
            assertThat(server.log()).doesNotContain("SEVERE");
        }
    }

    private void fill(ServerProcess server) throws IOException, InterruptedException {
        Workspace build =
                new Workspace(folder.getRoot().toPath().resolve("build"), server.url(), server.adminToken(), "Build");
        build.write("dist/bin/run", "#!/bin/sh\n");
        Files.setPosixFilePermissions(build.path("dist/bin/run"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(build.path("dist/latest"), Path.of("bin/run"));
        build.write("old", "old");
        pushMany(server, build.write("one", "content"));
        succeed(build.artifact("push", "job", "dist"));
        succeed(build.artifact("push", "project", "old", "--expire-in", "PT1S"));
        Thread.sleep(1100);
    }

    /** In this process, because a thousand of the real command would take minutes to start. */
    private static void pushMany(ServerProcess server, Path file) throws IOException {
        HttpAccess access = new HttpAccess(
                HttpTarget.of(URI.create(server.url() + "/artifact-scopes/v1/"), server.adminToken()),
                ScopeId.workflow("team/app", "7"),
                TransferTools.standard(new CancelSignal()));
        for (int i = 0; i < ARTIFACTS; i++) {
            ArtifactPath name = ArtifactPath.of(String.format("a%04d", i));
            access.push(
                    new PushRequest(file, name, PathFilter.ALL, Overwrite.REFUSE, null, false), (files, bytes) -> {});
        }
    }

    private static void succeed(Outcome outcome) {
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
    }

    private static boolean hasNode() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("node", "--version").start();
            String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0
                    && Integer.parseInt(version.strip().substring(1).split("\\.")[0]) >= 20;
        } catch (IOException e) {
            return false;
        }
    }
}
