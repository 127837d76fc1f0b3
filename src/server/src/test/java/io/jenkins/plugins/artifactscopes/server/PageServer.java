package io.jenkins.plugins.artifactscopes.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.transfer.CancelSignal;
import io.jenkins.plugins.artifactscopes.transfer.HttpAccess;
import io.jenkins.plugins.artifactscopes.transfer.HttpTarget;
import io.jenkins.plugins.artifactscopes.transfer.PathFilter;
import io.jenkins.plugins.artifactscopes.transfer.PushRequest;
import io.jenkins.plugins.artifactscopes.transfer.TransferTools;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The server in this process, with a clock that tests move. */
final class PageServer implements AutoCloseable {
    private final Path directory;
    private volatile Instant now = Instant.parse("2026-11-02T08:30:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final Service service;
    private final Secrets secrets;
    private int trees;

    PageServer(Path directory) throws IOException {
        this.directory = directory;
        Home home = new Home(directory.resolve("home"));
        service = Service.start(home, "127.0.0.1", 0, Limits.STANDARD, clock);
        secrets = Secrets.readOrMake(home, new SecureRandom());
    }

    String url() {
        return "http://127.0.0.1:" + service.port();
    }

    String adminToken() {
        return secrets.adminToken();
    }

    String token(Holder holder, boolean readOnly, Duration validity) {
        return new Tokens(secrets.key("tokens"), clock)
                .mint(new Claims(holder, readOnly, clock.instant().plus(validity)));
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** An empty directory to put together what is pushed. */
    Path tree() throws IOException {
        trees++;
        return Files.createDirectories(directory.resolve("tree" + trees));
    }

    void push(ScopeId scope, String name, Path content, @Nullable ExpireIn expireIn) throws IOException {
        touch(content);
        String token = token(Holder.of(scope), false, Duration.ofHours(1));
        new HttpAccess(
                        HttpTarget.of(URI.create(url() + "/artifact-scopes/v1/"), token),
                        scope,
                        TransferTools.standard(new CancelSignal()))
                .push(
                        new PushRequest(
                                content, ArtifactPath.of(name), PathFilter.ALL, Overwrite.REFUSE, expireIn, true),
                        (files, bytes) -> {});
    }

    /** The files are as old as they would be by the server's clock. */
    private void touch(Path content) throws IOException {
        try (Stream<Path> files = Files.walk(content)) {
            for (Path file : files.filter(file -> !Files.isSymbolicLink(file)).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(now.minusSeconds(300)));
            }
        }
    }

    void push(ScopeId scope, String name, String content) throws IOException {
        push(scope, name, Files.writeString(tree().resolve("file"), content), null);
    }

    /** Sweeps, and notes how much is kept. */
    void sweep() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/artifact-scopes/v1/admin/sweep"))
                .header("Authorization", "Bearer " + adminToken())
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        } catch (InterruptedException e) {
            throw new IOException("Somebody wants this to end", e);
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
