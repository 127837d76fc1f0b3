package io.jenkins.plugins.artifactscopes.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.transfer.CancelSignal;
import io.jenkins.plugins.artifactscopes.transfer.HttpAccess;
import io.jenkins.plugins.artifactscopes.transfer.HttpTarget;
import io.jenkins.plugins.artifactscopes.transfer.PathFilter;
import io.jenkins.plugins.artifactscopes.transfer.PushRequest;
import io.jenkins.plugins.artifactscopes.transfer.TransferTools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Policies, sweeps, what was deleted and metrics, over HTTP and by the server's own commands. */
public class RetentionServerTest {
    private static final String ADMIN = "/artifact-scopes/v1/admin/";
    private static final String PROJECT = "/repos/team/app/actions/";
    private static final String DAY = "{\"workflow\":{\"default\":\"1d\"}}";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final HttpClient client = HttpClient.newHttpClient();
    private Instant now = Instant.parse("2026-11-21T03:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private @Nullable Service running;

    @Before
    public void start() throws IOException {
        running = Service.start(home(), "127.0.0.1", 0, Limits.STANDARD, clock);
    }

    @After
    public void stop() throws IOException {
        service().close();
    }

    @Test
    public void shouldKeepPoliciesOverRestarts() throws IOException, InterruptedException {
        assertThat(ask("PUT", ADMIN + "retention-policy", DAY).statusCode()).isEqualTo(204);
        String own = "{\"project\":{\"keepLatest\":3},\"quota\":{\"bytes\":\"1KiB\"}}";
        assertThat(ask("PUT", PROJECT + "retention-policy", own).statusCode()).isEqualTo(204);
        assertThat(ask("PUT", PROJECT + "permissions/artifact-and-log-retention", "{\"days\":3}")
                        .statusCode())
                .isEqualTo(204);
        String all = ask("GET", ADMIN + "retention-policy", "").body();
        String ofProject = ask("GET", PROJECT + "retention-policy", "").body();

        stop();
        start();

        assertThat(all).contains("\"default\" : \"1d\"");
        assertThat(ofProject)
                .contains("\"keepLatest\" : 3")
                .contains("\"bytes\" : 1024")
                .contains("\"3d\"");
        assertThat(ask("GET", ADMIN + "retention-policy", "").body()).isEqualTo(all);
        assertThat(ask("GET", PROJECT + "retention-policy", "").body()).isEqualTo(ofProject);
        assertThat(ask("GET", PROJECT + "permissions/artifact-and-log-retention", "")
                        .body())
                .contains("\"days\":3");
        assertThat(ask("PUT", PROJECT + "retention-policy", "{}").statusCode()).isEqualTo(204);
        assertThat(home().projectPolicies()).isEmptyDirectory();
    }

    @Test
    public void shouldDateAnewWhenAPolicyIsEditedWhileTheServerIsDown() throws Exception {
        push("dist", 5);
        assertThat(ask("GET", PROJECT + "artifacts", "").body()).contains("\"expires_at\":null");

        stop();
        Files.writeString(home().retention(), DAY);
        start();

        // A sweep waits for what the start began, and deletes nothing yet.
        assertThat(ask("POST", ADMIN + "sweep", "").body()).contains("\"files\":0");
        assertThat(ask("GET", PROJECT + "artifacts", "").body()).doesNotContain("\"expires_at\":null");
    }

    @Test
    public void shouldReadYaml() throws IOException, InterruptedException {
        String yaml = "workflow:\n  rules:\n  - {selector: '*.log', age: 2w}\n  default: 90d\nquota:\n  files: 10\n";
        assertThat(ask("PUT", ADMIN + "retention-policy", yaml, "Content-Type", "application/yaml; charset=utf-8")
                        .statusCode())
                .isEqualTo(204);
        assertThat(ask("GET", ADMIN + "retention-policy", "").body())
                .contains("\"selector\" : \"*.log\"")
                .contains("\"files\" : 10");
        assertThat(ask("PUT", ADMIN + "retention-policy", "a: [", "Content-Type", "application/yaml")
                        .statusCode())
                .isEqualTo(422);
        String bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n";
        assertThat(ask("PUT", ADMIN + "retention-policy", bomb, "Content-Type", "application/yaml")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    public void shouldPreviewSweepOnDemandAndTellWhatWasDeleted() throws Exception {
        push("dist", 5);
        push("tool", 3);
        assertThat(ask("POST", ADMIN + "sweep", "").body()).contains("\"files\":0");
        String preview = ask("POST", ADMIN + "retention-policy/preview", DAY).body();
        assertThat(preview).contains("\"expiring\":{\"files\":2,\"size_in_bytes\":8}");
        ask("PUT", ADMIN + "retention-policy", DAY);
        now = now.plus(Duration.ofDays(2));
        assertThat(ask("DELETE", "/artifact-scopes/v1/entries?scope=workflow&project=team/app&workflow=7&path=tool", "")
                        .statusCode())
                .isEqualTo(200);

        String swept = ask("POST", ADMIN + "sweep", "").body();

        assertThat(swept).contains("\"files\":1,\"size_in_bytes\":5").contains("\"complete\":true");
        assertThat(Files.readAllLines(home().audit().resolve("deletions.jsonl")))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("\"by\":\"admin\",\"reason\":\"asked for\"")
                                .contains("\"path\":\"tool\",\"files\":1,\"bytes\":3"),
                        line -> assertThat(line)
                                .contains("\"by\":\"retention\",\"reason\":\"default 1d for all projects\"")
                                .contains("\"path\":\"dist\",\"files\":1,\"bytes\":5"));
        assertThat(ask("GET", ADMIN + "usage", "").body()).isEqualTo("{\"total_count\":0,\"projects\":[]}");
    }

    @Test
    public void shouldKeepOthersOutOfWhatIsForAdministrators() throws Exception {
        String token = new Tokens(Secrets.read(home()).key("tokens"), clock)
                .mint(new Claims(
                        new Holder("team/app", null, null),
                        false,
                        clock.instant().plusSeconds(60)));
        for (String what : new String[] {
            "GET retention-policy", "PUT retention-policy", "POST retention-policy/preview", "POST sweep", "GET usage"
        }) {
            String[] call = what.split(" ", -1);
            assertThat(ask(call[0], ADMIN + call[1], "", "Authorization", "Bearer " + token)
                            .statusCode())
                    .as(what)
                    .isEqualTo(403);
            assertThat(ask(call[0], ADMIN + call[1], "", "Authorization", "Bearer x")
                            .statusCode())
                    .as(what)
                    .isEqualTo(401);
        }
        assertThat(ask("GET", ADMIN + "sweep", "").statusCode()).isEqualTo(404);
    }

    @Test
    public void shouldServeMetricsThatPrometheusUnderstands() throws Exception {
        push("dist", 5);
        ask("POST", ADMIN + "sweep", "");

        Map<String, Double> found = parse(metrics().body());

        assertThat(found)
                .containsEntry("artifact_scopes_pushes_total", 1.0)
                .containsEntry("artifact_scopes_stored_bytes{scope=\"workflow\"}", 5.0)
                .containsEntry("artifact_scopes_stored_files{scope=\"job\"}", 0.0)
                .containsEntry("artifact_scopes_catalog_artifacts", 1.0)
                .containsEntry("artifact_scopes_sweep_seconds_count", 1.0)
                .containsEntry("artifact_scopes_errors_total", 0.0);
        assertThat(found.get("artifact_scopes_received_bytes_total")).isPositive();
        assertThat(found.get("artifact_scopes_sent_bytes_total")).isPositive();
        assertThat(found.get("artifact_scopes_requests_total{code=\"2xx\"}")).isPositive();
        assertThat(found.get("artifact_scopes_sweep_seconds_sum")).isPositive();
        String file = System.getProperty("metrics.file", "");
        if (!file.isEmpty()) {
            Files.writeString(Path.of(file), metrics().body());
        }
    }

    @Test
    public void shouldServeMetricsToThisMachineAndToAdministratorsOnly() throws Exception {
        assertThat(metrics().headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        HttpRequest proxied =
                request("GET", "/metrics", "", "X-Forwarded-For", "192.0.2.1", "Authorization", "Bearer x");
        assertThat(client.send(proxied, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
        HttpRequest admin = request("GET", "/metrics", "", "X-Forwarded-For", "192.0.2.1");
        assertThat(client.send(admin, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    @Test
    public void shouldTellTokensApartThatDifferInUpperAndLowerCaseOnly() throws Exception {
        String other = "Bearer "
                + adminToken()
                        .chars()
                        .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        for (int i = 0; i < 2; i++) {
            assertThat(ask("GET", ADMIN + "usage", "", "Authorization", other).statusCode())
                    .isEqualTo(401);
            assertThat(ask("GET", ADMIN + "usage", "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    public void shouldAnswerTheServersOwnCommandsRunningOrStopped() throws Exception {
        push("dist", 5);
        Path file = Files.writeString(folder.getRoot().toPath().resolve("policy.yaml"), """
                workflow:
                  rules:
                  - {selector: '*.tmp', age: 1d}
                  default: 1d
                """);
        for (boolean stopped : new boolean[] {false, true}) {
            if (stopped) {
                stop();
            }
            String preview = command("retention", "preview", "--file", file.toString());
            assertThat(preview)
                    .contains("Stored: 1 file, 5 B")
                    .contains("Rule *.tmp → 1d in the workflow scope: SELECTS NOTHING")
                    .contains("team/app 7: dist  1 file, 5 B  by default 1d for all projects (now kept)");
            assertThat(command("sweep")).contains("\"complete\":true");
        }
        command("retention", "set", "--project", "team/app", "--file", file.toString());
        assertThat(command("retention", "show", "--project", "team/app")).contains("*.tmp");
        start();
    }

    private String command(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--home";
        all[arguments.length + 1] = home().directory().toString();
        PrintStream both = new PrintStream(out, true, StandardCharsets.UTF_8);
        int status = ServerCommand.run(new Surroundings(both, both, clock), all);
        String said = out.toString(StandardCharsets.UTF_8);
        assertThat(status).as(said).isZero();
        return said;
    }

    /** Samples by name and label; fails for anything that the format does not allow. */
    private static Map<String, Double> parse(String text) {
        Pattern comment = Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)");
        Pattern sample = Pattern.compile(
                "(([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{[a-zA-Z_]+=\"([^\"\\\\\\n]|\\\\[\\\\\"n])*\"})?) ([0-9.]+)");
        Map<String, String> types = new HashMap<>();
        Set<String> helped = new HashSet<>();
        Map<String, Double> samples = new HashMap<>();
        assertThat(text).endsWith("\n");
        for (String line : text.split("\n", 0)) {
            Matcher about = comment.matcher(line);
            Matcher value = sample.matcher(line);
            if (about.matches() && about.group(1).equals("HELP")) {
                assertThat(helped.add(about.group(2))).as(line).isTrue();
            } else if (about.matches()) {
                assertThat(about.group(3)).isIn("counter", "gauge", "summary");
                assertThat(types.put(about.group(2), about.group(3))).as(line).isNull();
            } else {
                assertThat(value.matches()).as(line).isTrue();
                String family = value.group(2).replaceAll("_(sum|count)$", "");
                assertThat(types).as(line).containsKey(family);
                if ("counter".equals(types.get(family))) {
                    assertThat(family).endsWith("_total");
                }
                assertThat(samples.put(value.group(1), Double.valueOf(value.group(5))))
                        .as(line)
                        .isNull();
            }
        }
        assertThat(types.keySet()).isEqualTo(helped);
        return samples;
    }

    private void push(String name, int size) throws IOException {
        Path file = Files.write(folder.getRoot().toPath().resolve(name), new byte[size]);
        HttpAccess access = new HttpAccess(
                HttpTarget.of(URI.create(url() + "/artifact-scopes/v1/"), adminToken()),
                ScopeId.workflow("team/app", "7"),
                TransferTools.standard(new CancelSignal()));
        access.push(
                new PushRequest(file, ArtifactPath.of(name), PathFilter.ALL, Overwrite.REFUSE, null, false),
                (files, bytes) -> {});
    }

    private HttpResponse<String> metrics() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url() + "/metrics")).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private Home home() {
        return new Home(folder.getRoot().toPath().resolve("home"));
    }

    private Service service() {
        return Objects.requireNonNull(running);
    }

    private String url() {
        return "http://127.0.0.1:" + service().port();
    }

    private String adminToken() throws IOException {
        return Secrets.read(home()).adminToken();
    }

    private HttpResponse<String> ask(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return client.send(request(method, path, body, headers), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path, String body, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .header("Authorization", "Bearer " + adminToken())
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request.build();
    }
}
