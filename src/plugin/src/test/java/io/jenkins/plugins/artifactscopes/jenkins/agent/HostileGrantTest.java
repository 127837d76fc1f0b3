package io.jenkins.plugins.artifactscopes.jenkins.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.http.OneFile;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Whoever has the address of one agent's transfer, and tries to do something else with it. */
public class HostileGrantTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private static final ScopeId OTHER = ScopeId.project("other");
    private static final Pattern URL = Pattern.compile("\"url\" *: *\"([^\"]+)\"");
    private static int attempts;

    private final HttpClient http = HttpClient.newHttpClient();
    private ScopeService service;
    private ScopeId scope;
    private String name;

    @BeforeClass
    public static void jobs() throws Exception {
        JENKINS.buildAndAssertSuccess(JENKINS.createFreeStyleProject("app"));
        JENKINS.createFreeStyleProject("other");
    }

    @Before
    public void another() {
        service = ScopeService.get();
        scope = ScopeId.workflow("app", "1");
        name = "push" + ++attempts;
    }

    private OpenGrant grant() throws IOException {
        return OpenGrant.push(scope, name, name);
    }

    private HttpResponse<String> send(String method, String path, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(JENKINS.getURL() + path))
                .method(method, BodyPublishers.ofByteArray(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private int status(String method, String path, byte[] body) throws Exception {
        return send(method, path, body).statusCode();
    }

    /** Asked twice, because Jenkins refuses before it has read the body, and the client may meet a closed connection before the answer. */
    private int refusal(String method, String path, byte[] body) throws Exception {
        try {
            return status(method, path, body);
        } catch (IOException closed) {
            return status(method, path, body);
        }
    }

    /** Opens the push; the address to go on with it, below the grant's or {@code v1/}. */
    private String opened(OpenGrant grant, String query) throws Exception {
        HttpResponse<String> answer = send("POST", grant.path() + "pushes" + query, OneFile.plan());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Matcher url = URL.matcher(answer.body());
        assertThat(url.find()).isTrue();
        return url.group(1);
    }

    private static String commit(String push) {
        return push.replace("?", "/commit?");
    }

    private boolean isThere(ScopeId where, String what) throws IOException {
        return service.store().find(where, ArtifactPath.of(what)).isPresent();
    }

    @Test
    public void shouldPushToTheScopeOfTheGrantWhateverTheRequestSays() throws Exception {
        try (OpenGrant grant = grant()) {
            String lie = "?scope=project&project=other&workflow=2&job=x&destination=stolen&overwrite=replace"
                    + "&attempt=lie&expireIn=1h&branch=lie&sha=0123456789012345678901234567890123456789";
            String push = opened(grant, lie);
            assertThat(status("PUT", grant.path() + push + "&entries=0&bytes=0", OneFile.content()))
                    .isEqualTo(204);
            assertThat(status("POST", grant.path() + commit(push), new byte[0])).isEqualTo(200);
        }
        assertThat(isThere(scope, name)).isTrue();
        assertThat(isThere(OTHER, "stolen")).isFalse();
        assertThat(service.catalog().find(scope, name).orElseThrow().expires()).isNull();
    }

    @Test
    public void shouldNotLetAPushGoOnAtAnotherTransfersAddress() throws Exception {
        try (OpenGrant own = grant();
                OpenGrant other = OpenGrant.push(scope, name + "b", name + "b")) {
            String push = opened(other, "");
            for (String elsewhere : List.of(own.path(), "artifact-scopes/v1/")) {
                assertThat(refusal("PUT", elsewhere + push + "&entries=0&bytes=0", OneFile.content()))
                        .as(elsewhere)
                        .isEqualTo(403);
                assertThat(status("POST", elsewhere + commit(push), new byte[0]))
                        .isEqualTo(403);
                assertThat(status("DELETE", elsewhere + push, new byte[0])).isEqualTo(403);
            }
            assertThat(status("GET", other.path() + push, new byte[0])).isEqualTo(200);
        }
    }

    @Test
    public void shouldShowNothingOfAPushThatIsAbortedWhileItCommits() throws Exception {
        try (OpenGrant grant = grant()) {
            String push = opened(grant, "");
            assertThat(status("PUT", grant.path() + push + "&entries=0&bytes=0", OneFile.content()))
                    .isEqualTo(204);
            grant.abort();
            HttpResponse<String> answer = send("POST", grant.path() + commit(push), new byte[0]);
            assertThat(answer.statusCode()).isBetween(400, 499);
            assertThat(answer.body()).contains("aborted");
            assertThat(isThere(scope, name)).isFalse();
        }
    }

    @Test
    public void shouldTakeNothingMoreWhenTheStepHasEnded() throws Exception {
        OpenGrant grant = grant();
        String push = opened(grant, "");
        assertThat(status("PUT", grant.path() + push + "&entries=0&bytes=0", OneFile.content()))
                .isEqualTo(204);
        grant.close();
        for (String base : List.of(grant.path(), "artifact-scopes/v1/")) {
            assertThat(status("POST", base + commit(push), new byte[0]))
                    .as(base)
                    .isIn(403, 404);
            assertThat(refusal("PUT", base + push + "&entries=0&bytes=0", OneFile.content()))
                    .isIn(403, 404);
            assertThat(status("GET", base + push, new byte[0])).isIn(403, 404);
        }
        assertThat(isThere(scope, name)).isFalse();
    }

    @Test
    public void shouldCutOffARequestThatIsUnderWayWhenTheStepEnds() throws Exception {
        OpenGrant grant = grant();
        String push = opened(grant, "");
        URI jenkins = JENKINS.getURL().toURI();
        try (Socket socket = new Socket(jenkins.getHost(), jenkins.getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            byte[] content = OneFile.content();
            String head = "PUT " + jenkins.getPath() + grant.path() + push + "&entries=0&bytes=0 HTTP/1.1\r\nHost: "
                    + jenkins.getAuthority() + "\r\nConnection: close\r\nContent-Length: " + content.length
                    + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(content, 0, 3);
            out.flush();
            // The request is being served: it waits for the rest.
            Thread.sleep(500);
            grant.close();
            out.write(content, 3, content.length - 3);
            out.flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).doesNotStartWith("HTTP/1.1 2");
        }
        assertThat(isThere(scope, name)).isFalse();
    }

    @Test
    public void shouldNotServeAnAddressThatWasTamperedWith() throws Exception {
        try (OpenGrant grant = grant();
                OpenGrant other = OpenGrant.pull(ScopeId.project("other"), "x")) {
            String[] parts = grant.path().split("/");
            String[] others = other.path().split("/");
            String id = parts[2];
            String signature = parts[3];
            for (String forged : List.of(
                    id + "/" + others[3],
                    others[2] + "/" + signature,
                    id + "/" + signature.toUpperCase(java.util.Locale.ROOT),
                    id + "/" + signature.substring(1),
                    id + "/" + signature + "0",
                    id + "/" + "0".repeat(64),
                    id + "/" + "%00",
                    id + "%00/" + signature,
                    id + "/-",
                    "x/" + signature,
                    "../transfers/" + id + "/x")) {
                assertThat(status("GET", "artifact-scopes/transfers/" + forged + "/", new byte[0]))
                        .as(forged)
                        .isIn(400, 403, 404);
                assertThat(refusal("POST", "artifact-scopes/transfers/" + forged + "/pushes", OneFile.plan()))
                        .as(forged)
                        .isIn(400, 403, 404);
            }
            String push = opened(grant, "");
            for (String tampered : List.of(
                    push.replaceFirst("until=[0-9]+", "until=9999999999"),
                    push.replaceFirst("signature=.", "signature=x"),
                    push.replaceFirst("signature=.*", "signature="),
                    push.replaceFirst("pushes/.{8}", "pushes/00000000"))) {
                assertThat(status("POST", grant.path() + commit(tampered), new byte[0]))
                        .as(tampered)
                        .isIn(401, 403);
            }
        }
    }

    @Test
    public void shouldRefuseLiesOverHttpAsOverTheLine() throws Exception {
        byte[] wrong = OneFile.content();
        wrong[5] ^= 1;
        for (byte[] content : List.of(
                wrong, new byte[] {3, 0, 0, 0, 0}, new byte[0], new byte[] {0, 127, -1, -1, -1}, new byte[] {9})) {
            another();
            try (OpenGrant grant = grant()) {
                String push = opened(grant, "");
                assertThat(status("PUT", grant.path() + push + "&entries=0&bytes=0", content))
                        .isIn(400, 422);
                assertThat(status("POST", grant.path() + commit(push), new byte[0]))
                        .isIn(400, 422);
            }
            assertThat(isThere(scope, name)).isFalse();
        }
        try (OpenGrant grant = grant()) {
            String home = JENKINS.jenkins.getRootDir().getPath();
            for (String hostile : List.of("../x", "/etc/x", "a\0b", "x".repeat(5000), "..", "a//b")) {
                HttpResponse<String> answer =
                        send("POST", grant.path() + "pushes", deflated(CraftedPlan.named(hostile)));
                assertThat(answer.statusCode()).as(hostile).isEqualTo(400);
                assertThat(answer.body()).doesNotContain(home).doesNotContain("java.");
            }
        }
    }

    private static byte[] deflated(byte[] plan) throws IOException {
        return new java.util.zip.DeflaterInputStream(new ByteArrayInputStream(plan)).readAllBytes();
    }

    @Test
    public void shouldNotServeALinkForAnotherObject() throws Exception {
        ScopeId open = ScopeId.project("app");
        try (OpenGrant grant = OpenGrant.push(open, name, name);
                OpenGrant other = OpenGrant.push(OTHER, name, name + "o")) {
            for (OpenGrant one : List.of(grant, other)) {
                String push = opened(one, "");
                status("PUT", one.path() + push + "&entries=0&bytes=0", OneFile.content());
                status("POST", one.path() + commit(push), new byte[0]);
            }
        }
        long own = service.catalog().find(open, name).orElseThrow().id();
        long others = service.catalog().find(OTHER, name).orElseThrow().id();
        HttpResponse<String> redirect =
                send("GET", "artifact-scopes/repos/-/app/actions/artifacts/" + own + "/zip", new byte[0]);
        String link = redirect.headers()
                .firstValue("Location")
                .orElseThrow()
                .substring(JENKINS.getURL().toString().length());
        assertThat(status("GET", link, new byte[0])).isEqualTo(200);
        assertThat(status("GET", link.replace("/" + own + "/", "/" + others + "/"), new byte[0]))
                .isEqualTo(403);
        for (String parameter : link.substring(link.indexOf('?') + 1).split("&")) {
            String other = parameter.substring(0, parameter.indexOf('=') + 1) + "4102444800";
            assertThat(status("GET", link.replace(parameter, other), new byte[0]))
                    .as(other)
                    .isIn(400, 403);
        }
        assertThat(status("DELETE", link, new byte[0])).isIn(403, 404, 405);
        assertThat(isThere(open, name)).isTrue();
    }
}
