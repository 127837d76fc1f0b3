package io.jenkins.plugins.artifactscopes.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Who gets which page, and which forms are taken, over plain HTTP. */
public class PageAccessTest {
    private static final String APP = "team/app";
    private static final ScopeId RUN = ScopeId.workflow(APP, "7");
    private static final ScopeId BUILD = ScopeId.job(APP, "7", "build");
    private static final ScopeId TEST = ScopeId.job(APP, "7", "test");
    private static final Pattern GUARD = Pattern.compile("name=\"guard\" type=\"hidden\" value=\"([0-9a-f]{64})\"");
    private static final Pattern OPEN = Pattern.compile("href=\"(/projects/team/app/artifacts/\\d+)/open/([^\"]+)\"");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final HttpClient client = HttpClient.newHttpClient();
    private PageServer server;

    @Before
    public void start() throws IOException {
        server = new PageServer(folder.getRoot().toPath());
        server.push(ScopeId.project(APP), "app.jar", "jar");
        server.push(RUN, "dist", "dist");
        server.push(BUILD, "build.log", "log");
        server.push(TEST, "test.log", "log");
        server.push(ScopeId.workflow(APP, "8"), "dist", "dist of 8");
        server.push(ScopeId.project("secret"), "secret.txt", "secret");
    }

    @After
    public void stop() throws IOException {
        server.close();
    }

    @Test
    public void shouldSendWhoeverHasNoTokenToSignIn() throws IOException, InterruptedException {
        for (String path : List.of("/projects", "/projects/team/app", "/projects/-/secret?page=2")) {
            HttpResponse<String> answer = get(path, "");
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(header(answer, "Location"))
                    .isEqualTo("/sign-in?to=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
        }
        assertThat(get("/projects", "no-token").statusCode()).isEqualTo(401);
        assertThat(send("/projects/team/app", "", "guard=0").statusCode()).isEqualTo(401);
    }

    @Test
    public void shouldShowOnlyWhatATokenReaches() throws IOException, InterruptedException {
        String job = token(new Holder(APP, "7", "build"), false);
        assertThat(get("/projects", job).body()).contains("team/app").doesNotContain("secret");
        assertThat(get("/projects/team/app", job).body())
                .contains("app.jar", ">#1<")
                .doesNotContain(">#2<", "id=\"as-usage\"");
        assertThat(get("/projects/team/app/runs", job).body()).contains(">#1<").doesNotContain(">#2<");
        assertThat(get("/projects/team/app/runs/1", job).body())
                .contains("build.log", "dist")
                .doesNotContain("test.log");
        assertThat(get("/projects", server.adminToken()).body()).contains("team/app", "secret");
    }

    @Test
    public void shouldAnswerTheSameForWhatIsHiddenAsForWhatIsNot() throws IOException, InterruptedException {
        String admin = server.adminToken();
        String other = link(get("/projects/team/app/runs/1/jobs/test", admin).body());
        String job = token(new Holder(APP, "7", "build"), false);
        HttpResponse<String> nothing = get("/projects/-/no-such-project", job);
        assertThat(nothing.statusCode()).isEqualTo(404);
        for (String path : List.of(
                "/projects/-/secret",
                "/projects/-/secret/runs",
                "/projects/-/secret/artifacts/1/open/secret.txt",
                "/projects/team/app/runs/2",
                "/projects/team/app/runs/3",
                "/projects/team/app/runs/x",
                "/projects/team/app/runs/1/jobs/test",
                "/projects/team/app/runs/1/jobs/none",
                "/projects/team/app/runs/1/nothing/test",
                "/projects/team/app/artifacts/1/open/app.jar",
                "/projects/team/app/artifacts/x/open/app.jar",
                "/projects/team/app/nothing",
                "/projects/team",
                other + "/open/test.log",
                other + "/download/test.log",
                other + "/zip/test.log",
                other + "/image/test.log",
                other + "/delete/test.log",
                other + "/open/..%2F..%2Fbuild.log",
                other + "/open/",
                other + "/nothing/test.log")) {
            HttpResponse<String> answer = get(path, job);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(main(answer)).as(path).isEqualTo(main(nothing));
        }
    }

    @Test
    public void shouldTakeAFormOnlyFromItsOwnPageAndSession() throws IOException, InterruptedException {
        String admin = server.adminToken();
        String page = get("/projects/team/app", admin).body();
        String artifact = link(page);
        String guard = guard(page);
        String foreign = guard(get("/projects/team/app", token(new Holder(APP, null, null), false))
                .body());
        for (String path : List.of("/delete/app.jar", "/pin/app.jar", "/unpin/app.jar")) {
            assertThat(send(artifact + path, admin, "").statusCode()).isEqualTo(403);
            assertThat(send(artifact + path, admin, "guard=").statusCode()).isEqualTo(403);
            assertThat(send(artifact + path, admin, "guard=" + foreign).statusCode())
                    .isEqualTo(403);
            for (String[] from : new String[][] {
                {"Sec-Fetch-Site", "cross-site"},
                {"Sec-Fetch-Site", "same-site"},
                {"Origin", "https://evil.example"},
                {"Origin", "null"},
                {"Origin", server.url() + ".evil.example"}
            }) {
                assertThat(send(artifact + path, admin, "guard=" + guard, from).statusCode())
                        .as(from[1])
                        .isEqualTo(403);
            }
        }
        for (String path : List.of("/sign-in", "/sign-out")) {
            assertThat(send(path, admin, "token=" + admin, "Sec-Fetch-Site", "cross-site")
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(get("/projects/team/app", admin).body()).contains("app.jar").doesNotContain("kept: pinned");
        assertThat(send(artifact + "/pin/app.jar", admin, "guard=" + guard, "Origin", server.url())
                        .statusCode())
                .isEqualTo(303);
        assertThat(get("/projects/team/app", admin).body()).contains("kept: pinned");
    }

    @Test
    public void shouldNotReadAFormThatIsLargerThanAnyOfItsOwn() throws IOException, InterruptedException {
        for (String path : List.of("/sign-in", "/sign-out", "/projects/team/app")) {
            assertThat(send(path, server.adminToken(), "guard=" + "0".repeat(70_000))
                            .statusCode())
                    .isEqualTo(413);
        }
    }

    @Test
    public void shouldChangeNothingByLinkNorForWhoMayOnlyRead() throws IOException, InterruptedException {
        String reader = token(new Holder(APP, null, null), true);
        String page = get("/projects/team/app", reader).body();
        String artifact = link(page);
        assertThat(page).doesNotContain("/delete/", "/pin/");
        assertThat(get(artifact + "/delete/app.jar", reader).statusCode()).isEqualTo(403);
        for (String path : List.of("/delete/app.jar", "/pin/app.jar", "/unpin/app.jar")) {
            assertThat(send(artifact + path, reader, "guard=" + guard(page)).statusCode())
                    .isEqualTo(403);
        }
        String admin = server.adminToken();
        assertThat(get(artifact + "/pin/app.jar", admin).statusCode()).isEqualTo(405);
        assertThat(get(artifact + "/delete/app.jar", admin).statusCode()).isEqualTo(200);
        assertThat(send(
                                "/projects/team/app",
                                admin,
                                "guard=" + guard(get("/projects", admin).body()))
                        .statusCode())
                .isEqualTo(405);
        assertThat(get("/projects/team/app", admin).body()).contains("app.jar").doesNotContain("kept: pinned");
    }

    @Test
    public void shouldEndWithItsToken() throws IOException, InterruptedException {
        String token = server.token(new Holder(APP, null, null), false, Duration.ofMinutes(5));
        assertThat(cookied("/projects/team/app", token).statusCode()).isEqualTo(200);
        assertThat(cookied("/repos/team/app/actions/artifacts", token).statusCode())
                .as("a cookie is for pages only")
                .isEqualTo(401);
        server.pass(Duration.ofMinutes(6));
        assertThat(cookied("/projects/team/app", token).statusCode()).isEqualTo(303);
    }

    @Test
    public void shouldSayWithEachPageWhatItMayLoad() throws IOException, InterruptedException {
        for (String path :
                List.of("/sign-in", "/projects", "/projects/team/app", "/projects/-/nothing", "/projects/x")) {
            HttpResponse<String> answer = get(path, server.adminToken());
            assertThat(header(answer, "Content-Security-Policy"))
                    .startsWith(
                            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; ")
                    .endsWith("frame-ancestors 'none'; base-uri 'none'");
            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(answer, "Cache-Control")).isEqualTo("private, no-store");
            assertThat(answer.body())
                    .doesNotContain(" style=", "<style", "javascript:")
                    .doesNotContainPattern("<[^>]*\\son[a-z]+=");
        }
    }

    @Test
    public void shouldMakeTheSamePageForManyAtOnce() throws Exception {
        String admin = server.adminToken();
        String alone = get("/projects/team/app/runs/1", admin).body();
        ExecutorService readers = Executors.newFixedThreadPool(8);
        List<Future<String>> pages = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            pages.add(
                    readers.submit(() -> get("/projects/team/app/runs/1", admin).body()));
        }
        for (Future<String> page : pages) {
            assertThat(page.get()).isEqualTo(alone);
        }
        readers.shutdown();
    }

    private static String link(String page) {
        Matcher matcher = OPEN.matcher(page);
        assertThat(matcher.find()).as(page).isTrue();
        return matcher.group(1);
    }

    private static String guard(String page) {
        Matcher matcher = GUARD.matcher(page);
        assertThat(matcher.find()).as(page).isTrue();
        return matcher.group(1);
    }

    private static String main(HttpResponse<String> page) {
        return page.body().substring(page.body().indexOf("<main"));
    }

    private String token(Holder holder, boolean readOnly) {
        return server.token(holder, readOnly, Duration.ofHours(1));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return client.send(request(path, token).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> cookied(String path, String token) throws IOException, InterruptedException {
        HttpRequest request =
                request(path, "").header("Cookie", "artifact-scopes=" + token).build();
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String path, String token, String form, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path, token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }
}
