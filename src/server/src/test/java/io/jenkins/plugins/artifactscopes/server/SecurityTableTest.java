package io.jenkins.plugins.artifactscopes.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.artifactscopes.server.SecurityTable.Row;
import io.jenkins.plugins.artifactscopes.transfer.OneFilePush;
import io.jenkins.plugins.artifactscopes.transfer.TransferApi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Holds the tables of {@code docs/SECURITY.md} against the running server: every request with every kind of token. */
public class SecurityTableTest {
    private static final String WORKFLOW = "scope=workflow&project=team%2Fapp&workflow=7";
    private static final String PROJECT = "scope=project&project=team%2Fapp";
    private static final String REST = "/repos/{owner}/{repo}/actions";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @SuppressWarnings("NullAway.Init")
    private GuardedServer server;

    @SuppressWarnings("NullAway.Init")
    private SecurityTable table;

    @Before
    public void start() throws IOException, InterruptedException {
        server = new GuardedServer(folder.getRoot().toPath().resolve("home"));
        table = SecurityTable.read();
        server.pushed(GuardedServer.JOB);
        server.pushed(WORKFLOW);
        server.pushed(PROJECT);
    }

    @After
    public void stop() throws IOException {
        server.close();
    }

    @Test
    public void shouldAnswerEveryRequestWithEveryKindOfTokenAsTheTableSays() throws IOException, InterruptedException {
        List<String> differences = new ArrayList<>();
        int answers = 0;
        for (Row row : table.rows()) {
            List<String> found = new ArrayList<>();
            for (String kind : table.kinds()) {
                found.add(Integer.toString(answer(kind, row, "").statusCode()));
                answers++;
            }
            if (!found.equals(row.answers())) {
                differences.add("| `" + row.method() + " " + row.path() + "` | " + String.join(" | ", found) + " |");
            }
        }
        System.out.printf("security: %,d answers held against docs/SECURITY.md%n", answers);
        assertThat(differences).as("rows that the server answers otherwise").isEmpty();
    }

    @Test
    public void shouldHaveARowForEveryRoute() throws IOException {
        Set<String> missing = new LinkedHashSet<>(routes());
        Set<String> bases = new LinkedHashSet<>(server.mappings());
        for (Row row : table.rows()) {
            missing.remove(row.route());
            String address = row.base() + row.path();
            bases.removeIf(mapping -> matches(mapping, address) || matches(mapping, "/api/v3" + address));
        }
        assertThat(missing).as("routes without a row in docs/SECURITY.md").isEmpty();
        assertThat(bases).as("servlets without a row in docs/SECURITY.md").isEmpty();
    }

    private static boolean matches(String mapping, String address) {
        if (mapping.isEmpty()) {
            return address.equals("/");
        }
        return mapping.endsWith("/*")
                ? (address + "/").startsWith(mapping.substring(0, mapping.length() - 1))
                : address.replaceFirst("\\?.*", "").equals(mapping);
    }

    /** All that {@code openapi.json} and the interface for transfers have. */
    private static List<String> routes() throws IOException {
        List<String> routes = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(GuardedServer.openApi())) {
            while (!"paths".equals(json.nextFieldName())) {
                if (json.currentToken() == null) {
                    throw new IOException("openapi.json has no paths");
                }
            }
            json.nextToken();
            for (String path = json.nextFieldName(); path != null; path = json.nextFieldName()) {
                json.nextToken();
                for (String method = json.nextFieldName(); method != null; method = json.nextFieldName()) {
                    if (json.nextToken() == JsonToken.START_OBJECT) {
                        routes.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path);
                    }
                    json.skipChildren();
                }
            }
        }
        TransferApi.CALLS.forEach(call -> routes.add(call.replaceFirst(" ", " " + GuardedServer.TRANSFER)));
        return routes;
    }

    @Test
    public void shouldLetNoPageOfAnotherSiteChangeAnything() throws IOException, InterruptedException {
        String basic = "Basic "
                + Base64.getEncoder().encodeToString(("x:" + server.token("admin")).getBytes(StandardCharsets.UTF_8));
        for (Row row : table.rows()) {
            if (!row.method().equals("GET") && !row.path().contains("{id}") && !isForm(row)) {
                String parameters = "&token=" + server.token("admin") + "&access_token=" + server.token("admin");
                HttpResponse<String> borrowed =
                        answer("none", row, parameters, "Cookie", "token=" + server.token("admin"));
                assertThat(borrowed.statusCode()).as(row + " with a cookie").isEqualTo(401);
                for (String[] from : new String[][] {
                    {"Sec-Fetch-Site", "cross-site"},
                    {"Sec-Fetch-Site", "same-site"},
                    {"Origin", "https://evil.example"},
                    {"Origin", "null"}
                }) {
                    HttpResponse<String> crossing = answer("none", row, "", "Authorization", basic, from[0], from[1]);
                    assertThat(crossing.statusCode())
                            .as(row + " from " + from[1])
                            .isEqualTo(403);
                    assertThat(crossing.body()).contains("another site");
                }
                HttpResponse<String> own =
                        answer("none", row, "", "Authorization", basic, "Sec-Fetch-Site", "same-origin");
                assertThat(own.statusCode()).as(row + " from its own page").isBetween(200, 299);
                HttpResponse<String> asked = answer("none", row, "", "Origin", server.root());
                assertThat(asked.headers().map().keySet())
                        .noneMatch(
                                name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control")
                                        || name.equalsIgnoreCase("Set-Cookie"));
            }
        }
        HttpResponse<String> preflight = server.send(
                "none",
                "OPTIONS",
                "/repos/team/app/actions/artifacts/1",
                null,
                "Origin",
                "https://evil.example",
                "Access-Control-Request-Method",
                "DELETE");
        assertThat(preflight.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(preflight.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
    }

    /** Sends the request of a row, each time for things of its own, so that what one answer changes is of no matter to the next. */
    private HttpResponse<String> answer(String kind, Row row, String parameters, String... headers)
            throws IOException, InterruptedException {
        String address = row.base().equals(REST) || row.path().startsWith("/projects") ? rest(row) : other(row);
        String separator = address.contains("?") ? "" : "?";
        if (isForm(row)) {
            return server.sendForm(
                    kind, address.replace("?guard", ""), row.path().endsWith("?guard"));
        }
        return server.send(
                kind,
                row.method(),
                parameters.isEmpty() ? address : address + separator + parameters,
                body(row),
                headers);
    }

    private static boolean isForm(Row row) {
        return row.base().isEmpty() && row.method().equals("POST");
    }

    private String rest(Row row) throws IOException, InterruptedException {
        String id = row.path().contains("{artifact_id}") ? server.pushed(GuardedServer.JOB) : "";
        return (row.base() + row.path())
                .replace("{owner}", "team")
                .replace("{repo}", "app")
                .replace("{run_id}", "1")
                .replace("{artifact_id}", id)
                .replace("{archive_format}", "zip")
                .replace("{path}", server.latest());
    }

    private String other(Row row) throws IOException, InterruptedException {
        String address = row.base() + row.path();
        if (address.startsWith("/artifact-scopes/downloads/")) {
            return download(address.endsWith("?signature"));
        }
        if (address.startsWith("/projects/") && address.contains("{artifact_id}")) {
            String id = server.pushed(GuardedServer.JOB);
            return address.replace("{artifact_id}", id).replace("{path}", server.latest());
        }
        if (address.contains("{id}")) {
            boolean signed = address.endsWith("?signature");
            String push = row.method().equals("POST") && row.path().contains("commit")
                    ? server.filled(GuardedServer.JOB)
                    : server.opened(GuardedServer.JOB);
            String below = row.path().replaceFirst("^/pushes/\\{id}", "").replaceFirst("\\?.*", "");
            int query = push.indexOf('?');
            return push.substring(0, query) + below + (signed ? push.substring(query) + "&entries=0&bytes=0" : "");
        }
        if (row.method().equals("DELETE")) {
            server.pushed(GuardedServer.JOB);
        }
        // One that is free to push to, or the one that was pushed last.
        String name = row.method().equals("POST") ? "g" + System.nanoTime() : server.latest();
        return address.replace("?job", "?" + GuardedServer.JOB + "&")
                .replace("?run", "?" + WORKFLOW + "&")
                .replace("?project", "?" + PROJECT + "&")
                .replaceFirst(
                        "&$",
                        "&attempt=1&destination=" + name + (row.method().equals("DELETE") ? "&path=" + name : ""));
    }

    private String download(boolean signed) throws IOException, InterruptedException {
        String id = server.pushed(GuardedServer.JOB);
        String link = server.send("admin", "GET", "/repos/team/app/actions/artifacts/" + id + "/zip", null)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        URI uri = URI.create(link);
        String address = uri.getRawPath() + "?" + uri.getRawQuery();
        return signed ? address : address.replaceFirst("signature=[^&]*", "signature=" + "0".repeat(64));
    }

    private static byte @Nullable [] body(Row row) throws IOException {
        if (row.path().endsWith("/expiry") && row.method().equals("PUT")) {
            return "{\"expire_in\":\"2w\"}".getBytes(StandardCharsets.UTF_8);
        }
        if (row.path().endsWith("/artifact-and-log-retention") && row.method().equals("PUT")) {
            return "{\"days\":30}".getBytes(StandardCharsets.UTF_8);
        }
        if (row.path().startsWith("/retention-policy") && !row.method().equals("GET")) {
            return "{\"job\":{\"default\":\"30d\"}}".getBytes(StandardCharsets.UTF_8);
        }
        if (row.path().startsWith("/pushes")
                && row.method().equals("POST")
                && !row.path().contains("{id}")) {
            return OneFilePush.plan();
        }
        return row.path().startsWith("/pushes") && row.method().equals("PUT") ? OneFilePush.content() : null;
    }
}
