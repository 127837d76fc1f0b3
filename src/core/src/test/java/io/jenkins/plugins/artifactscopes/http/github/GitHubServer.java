package io.jenkins.plugins.artifactscopes.http.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.catalog.Quotas;
import io.jenkins.plugins.artifactscopes.engine.Engine;
import io.jenkins.plugins.artifactscopes.engine.EngineOptions;
import io.jenkins.plugins.artifactscopes.http.Access;
import io.jenkins.plugins.artifactscopes.http.Answers;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.http.Signer;
import io.jenkins.plugins.artifactscopes.http.download.DownloadServlet;
import io.jenkins.plugins.artifactscopes.http.download.Downloads;
import io.jenkins.plugins.artifactscopes.http.download.Links;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.retention.RetentionAudit;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.Origin;
import io.jenkins.plugins.artifactscopes.store.PushOptions;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import io.jenkins.plugins.artifactscopes.store.disk.Durability;
import io.jenkins.plugins.artifactscopes.store.disk.HomeRoots;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.ee9.servlet.ServletContextHandler;
import org.eclipse.jetty.ee9.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/**
 * An engine behind the public interface and its links, with a clock that tests move. A token is a holder, {@code project,workflow,job},
 * with {@code !} in front for one that may only read.
 */
final class GitHubServer implements AutoCloseable {
    private static final String DOWNLOADS = "/links/";

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final HttpClient client = HttpClient.newHttpClient();
    private final MemoryPolicies policies = new MemoryPolicies();
    private final Map<String, Integer> days = new HashMap<>();
    private final Path home;
    private Instant now = Instant.parse("2026-11-21T03:00:00.123Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final Engine engine;
    private int pushes;

    GitHubServer(Path home) throws Exception {
        this.home = home;
        engine = Engine.open(new EngineOptions(
                home.resolve("engine"),
                new HomeRoots(home),
                policies,
                Quotas.NONE,
                RetentionAudit.NONE,
                clock,
                Durability.PROCESS));
        Downloads downloads = new Downloads(engine.store(), clock);
        Links links = new Links(new Signer(new byte[32]), clock, Duration.ofMinutes(1));
        GitHubApi api = new GitHubApi(
                engine.store(),
                engine.catalog(),
                engine.runs(),
                GitHubServer::access,
                links,
                DOWNLOADS,
                downloads,
                new Settings(),
                clock,
                "https://docs.example/rest");
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath("/jenkins");
        context.addServlet(
                new ServletHolder(new GitHubServlet(api, Optional.of(policies), RetentionAudit.NONE)), "/repos/*");
        context.addServlet(
                new ServletHolder(new GitHubServlet(api, Optional.of(policies), RetentionAudit.NONE)),
                "/api/v3/repos/*");
        context.addServlet(
                new ServletHolder(new DownloadServlet(
                        engine.catalog(), downloads, links, new Answers("https://docs.example/rest"))),
                DOWNLOADS + "*");
        server.setHandler(context);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.start();
    }

    private static Access access(jakarta.servlet.http.HttpServletRequest request) throws Refusal {
        String header = request.getHeader("Authorization");
        if (header == null) {
            throw new Refusal(401, "A token is needed.");
        }
        String token = header.substring("Bearer ".length());
        boolean readOnly = token.startsWith("!");
        String[] names = (readOnly ? token.substring(1) : token).split(",", -1);
        return new Owner(
                new Holder(names[0], names.length > 1 ? names[1] : null, names.length > 2 ? names[2] : null), readOnly);
    }

    Engine engine() {
        return engine;
    }

    Path home() {
        return home;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** Pushes one small file; returns the artifact's id. */
    long push(ScopeId scope, String path, String content) throws IOException {
        return push(scope, path, content, null);
    }

    long push(ScopeId scope, String path, String content, @Nullable ExpireIn expireIn) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return push(
                scope,
                expireIn,
                push -> push.file(ArtifactPath.of(path), 0644, now, SmallContent.of(bytes, bytes.length)),
                ArtifactPath.of(path).artifact());
    }

    /** Pushes a file that lies alone. */
    long pushLarge(ScopeId scope, String path, byte[] content) throws IOException {
        return push(
                scope,
                null,
                push -> push.file(
                        ArtifactPath.of(path),
                        0755,
                        now,
                        content.length,
                        new ByteArrayInputStream(content),
                        computed -> {}),
                ArtifactPath.of(path).artifact());
    }

    /** Brings entries. */
    @FunctionalInterface
    interface Content {
        void to(ScopePush push) throws IOException;
    }

    long push(ScopeId scope, @Nullable ExpireIn expireIn, Content content, String artifact) throws IOException {
        pushes++;
        try (ScopePush push = engine.store().begin(scope, "p" + pushes)) {
            content.to(push);
            push.commit(new PushOptions(PushOptions.Overwrite.REFUSE, "Build", expireIn));
        }
        now = now.plusSeconds(1);
        return engine.catalog().find(scope, artifact).orElseThrow().id();
    }

    /** Pushes something by somebody who tells what the run was built from. */
    void tell(ScopeId scope, Origin origin) throws IOException {
        pushes++;
        try (ScopePush push = engine.store().begin(scope, "p" + pushes)) {
            push.file(ArtifactPath.of("p" + pushes), 0644, now, SmallContent.of(new byte[1], 1));
            push.commit(new PushOptions(PushOptions.Overwrite.REFUSE, "Build", null, null, origin));
        }
    }

    String root() {
        return "http://127.0.0.1:" + connector.getLocalPort() + "/jenkins";
    }

    /** The address of something of the project {@code team/app}. */
    String actions(String path) {
        return root() + "/repos/team/app/actions/" + path;
    }

    HttpResponse<String> get(String url, String... headers) throws IOException, InterruptedException {
        return client.send(request("GET", url, "", headers), BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, String url, String body, String... headers)
            throws IOException, InterruptedException {
        return client.send(request(method, url, body, headers), BodyHandlers.ofString());
    }

    HttpResponse<byte[]> bytes(String url, String... headers) throws IOException, InterruptedException {
        return client.send(request("GET", url, "", headers), BodyHandlers.ofByteArray());
    }

    /** The body as it comes. */
    InputStream stream(String url, String... headers) throws IOException, InterruptedException {
        return client.send(request("GET", url, "", headers), BodyHandlers.ofInputStream())
                .body();
    }

    /** Asks for something whose answer breaks off, and returns what of its body came, which is less than was promised. */
    byte[] broken(String url, String header) throws IOException {
        URI address = URI.create(url);
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            String request = "GET " + address.getRawPath() + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + header
                    + "\r\nAuthorization: Bearer team/app\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            byte[] answer = socket.getInputStream().readAllBytes();
            String head = new String(answer, StandardCharsets.ISO_8859_1).split("\r\n\r\n", 2)[0];
            int promised = Integer.parseInt(head.replaceFirst("(?is).*content-length: (\\d+).*", "$1"));
            byte[] body = Arrays.copyOfRange(answer, head.length() + 4, answer.length);
            assertThat(body.length).as(head).isLessThan(promised);
            return body;
        }
    }

    /** As the project's owner, unless the headers say who else, or {@code Nobody}. */
    private static HttpRequest request(String method, String url, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        request.header("Authorization", "Bearer team/app");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        HttpRequest built = request.build();
        return built.headers().firstValue("Nobody").isEmpty()
                ? built
                : HttpRequest.newBuilder(built, (name, value) -> !name.equals("Authorization"))
                        .build();
    }

    @Override
    public void close() throws Exception {
        server.stop();
        engine.close();
    }

    private record Owner(Holder holder, boolean readOnly) implements Access {
        @Override
        public String name() {
            return "owner";
        }

        @Override
        public boolean mayRead(ScopeId scope) {
            return holder.reaches(scope);
        }

        @Override
        public boolean mayWrite(ScopeId scope) {
            return !readOnly && holder.reaches(scope);
        }
    }

    private final class Settings implements RetentionSettings {
        @Override
        public Days of(String project) {
            return new Days(days.getOrDefault(project, 90), 365);
        }

        @Override
        public void change(String project, int chosen) {
            days.put(project, chosen);
        }
    }
}
