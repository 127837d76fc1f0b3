package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.transfer.OneFilePush;
import io.jenkins.plugins.artifactscopes.transfer.TransferApi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server with a token of each kind, as {@code docs/SECURITY.md} names them. */
final class GuardedServer implements AutoCloseable {
    static final String TRANSFER = "/artifact-scopes/v1/";
    static final String JOB = "scope=job&project=team%2Fapp&workflow=7&job=Build";

    private static final Pattern GUARD = Pattern.compile("name=\"guard\" type=\"hidden\" value=\"([0-9a-f]{64})\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> tokens = new HashMap<>();
    private final Service service;
    private int pushes;

    GuardedServer(Path home) throws IOException {
        Home opened = new Home(home);
        service = Service.start(opened, "127.0.0.1", 0, Limits.STANDARD, Clock.systemUTC());
        Secrets secrets = Secrets.readOrMake(opened, new SecureRandom());
        Instant later = Instant.now().plus(Duration.ofHours(1));
        Tokens mint = new Tokens(secrets.key("tokens"), Clock.systemUTC());
        Holder job = new Holder("team/app", "7", "Build");
        tokens.put("admin", secrets.adminToken());
        tokens.put("project", mint.mint(new Claims(new Holder("team/app", null, null), false, later)));
        tokens.put("project, read", mint.mint(new Claims(new Holder("team/app", null, null), true, later)));
        tokens.put("run", mint.mint(new Claims(new Holder("team/app", "7", null), false, later)));
        tokens.put("job", mint.mint(new Claims(job, false, later)));
        tokens.put("job, read", mint.mint(new Claims(job, true, later)));
        tokens.put("other job", mint.mint(new Claims(new Holder("team/app", "7", "Test"), false, later)));
        tokens.put("other run", mint.mint(new Claims(new Holder("team/app", "8", null), false, later)));
        tokens.put("other project", mint.mint(new Claims(new Holder("other", null, null), false, later)));
        tokens.put("expired", mint.mint(new Claims(job, false, Instant.now().minusSeconds(1))));
        String good = token("job");
        char last = good.charAt(good.length() - 2);
        tokens.put(
                "tampered",
                good.substring(0, good.length() - 2) + (last == 'A' ? 'B' : 'A') + good.charAt(good.length() - 1));
    }

    /** Where the server has servlets. */
    java.util.Set<String> mappings() {
        return service.mappings();
    }

    String root() {
        return "http://127.0.0.1:" + service.port();
    }

    String token(String kind) {
        String token = tokens.get(kind);
        if (token == null) {
            throw new IllegalArgumentException("docs/SECURITY.md has an unknown kind of token: " + kind);
        }
        return token;
    }

    /** @param kind of token; {@code none} for none */
    HttpResponse<String> send(String kind, String method, String address, byte @Nullable [] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root() + address))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (!kind.equals("none")) {
            request.header("Authorization", "Bearer " + token(kind));
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Posts a form, with what this visitor's own pages have in theirs or without. */
    HttpResponse<String> sendForm(String kind, String address, boolean guarded)
            throws IOException, InterruptedException {
        String page = guarded ? send(kind, "GET", "/projects", null).body() : "";
        Matcher guard = GUARD.matcher(page);
        String form = "token=0&guard=" + (guard.find() ? guard.group(1) : "0");
        byte[] body = form.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return send(kind, "POST", address, body, "Content-Type", "application/x-www-form-urlencoded");
    }

    /** Opens a push to a scope as the admin; the signed address, from the root. */
    String opened(String scope) throws IOException, InterruptedException {
        pushes++;
        HttpResponse<String> answer = send(
                "admin",
                "POST",
                TRANSFER + TransferApi.PUSHES + "?" + scope + "&destination=f" + pushes + "&attempt=a" + pushes,
                OneFilePush.plan());
        return TRANSFER + field(answer.body(), "url");
    }

    /** A push that waits for its commit. */
    String filled(String scope) throws IOException, InterruptedException {
        String address = opened(scope);
        send("none", "PUT", address + "&entries=0&bytes=0", OneFilePush.content());
        return address;
    }

    /** Pushes an artifact; returns its id. */
    String pushed(String scope) throws IOException, InterruptedException {
        String address = filled(scope);
        send("none", "POST", address.replace("?", "/commit?"), null);
        String list = send("admin", "GET", "/repos/team/app/actions/artifacts?name=f" + pushes, null)
                .body();
        return field(list, "id");
    }

    /** The name of the latest push. */
    String latest() {
        return "f" + pushes;
    }

    static String field(String json, String name) {
        Matcher field = Pattern.compile("\"" + name + "\":\"?([^\",}]+)").matcher(json);
        if (!field.find()) {
            throw new IllegalStateException("No " + name + " in " + json);
        }
        return field.group(1);
    }

    static Path docs() {
        return Path.of("../../docs");
    }

    static String openApi() throws IOException {
        return Files.readString(docs().resolve("openapi.json"));
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
