package io.jenkins.plugins.artifactscopes.bench;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.transfer.CancelSignal;
import io.jenkins.plugins.artifactscopes.transfer.HttpAccess;
import io.jenkins.plugins.artifactscopes.transfer.HttpTarget;
import io.jenkins.plugins.artifactscopes.transfer.ScopeAccess;
import io.jenkins.plugins.artifactscopes.transfer.TransferTools;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The server in a process of its own, with the memory of a small controller. */
final class ServerChild implements AutoCloseable {
    private static final String SAYS = "Serving on ";

    private final Process process;
    private final String url;
    private final String token;

    ServerChild(Path home) throws IOException {
        process = Children.java(
                "256m", "io.jenkins.plugins.artifactscopes.server.Main", "--home", home.toString(), "--port", "0");
        // Not closed: the server goes on writing to it.
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        while (line != null && !line.startsWith(SAYS)) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("The server did not start");
        }
        url = line.substring(SAYS.length()).strip();
        token = Files.readString(home.resolve("secrets/admin-token")).strip();
    }

    /** A scope of a project of its own, so that no push knows the contents of another. */
    ScopeAccess access(String project) {
        HttpTarget target = HttpTarget.of(URI.create(url + "artifact-scopes/v1/"), token);
        return new HttpAccess(target, ScopeId.project(project), TransferTools.standard(new CancelSignal()));
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
