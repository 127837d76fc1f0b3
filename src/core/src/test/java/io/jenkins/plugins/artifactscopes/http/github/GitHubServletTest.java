package io.jenkins.plugins.artifactscopes.http.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.Origin;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What public clients of GitHub rely on, over HTTP. */
public class GitHubServletTest {
    private static final ScopeId PROJECT = ScopeId.project("team/app");
    private static final ScopeId WORKFLOW = ScopeId.workflow("team/app", "main-17");
    private static final ScopeId JOB = ScopeId.job("team/app", "main-17", "Build");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private GitHubServer server;

    @Before
    public void start() throws Exception {
        server = new GitHubServer(folder.getRoot().toPath());
    }

    @After
    public void stop() throws Exception {
        server.close();
    }

    @Test
    public void shouldWriteAnArtifactAsGitHubDoesKeyByKey() throws IOException, InterruptedException {
        long id = server.push(JOB, "dist", "abc", ExpireIn.parse("2d"));
        String url = server.actions("artifacts/" + id);
        HttpResponse<String> answer = server.get(url);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("").replace(" ", ""))
                .isEqualToIgnoringCase("application/json;charset=utf-8");
        assertThat(answer.body()
                        .replaceAll("\"repository_id\":\\d+", "\"repository_id\":0")
                        .replaceAll("\"head_repository_id\":\\d+", "\"head_repository_id\":0"))
                .isEqualTo("{\"id\":" + id + ",\"node_id\":\""
                        + java.util.Base64.getEncoder().encodeToString(("Artifact" + id).getBytes("UTF-8"))
                        + "\",\"name\":\"dist\",\"size_in_bytes\":3,\"url\":\"" + url
                        + "\",\"archive_download_url\":\"" + url + "/zip\",\"expired\":false,"
                        + "\"created_at\":\"2026-11-21T03:00:00Z\",\"expires_at\":\"2026-11-23T03:00:00Z\","
                        + "\"updated_at\":\"2026-11-21T03:00:00Z\",\"digest\":"
                        + "\"sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\","
                        + "\"workflow_run\":{\"id\":1,\"repository_id\":0,\"head_repository_id\":0,"
                        + "\"head_branch\":null,\"head_sha\":null},\"scope\":\"job\",\"job\":\"Build\","
                        + "\"pinned\":false}");
    }

    @Test
    public void shouldGiveNoRunForAnArtifactOfTheProject() throws IOException, InterruptedException {
        long id = server.push(PROJECT, "tool", "abc");
        assertThat(server.get(server.actions("artifacts/" + id)).body())
                .contains("\"workflow_run\":null,\"scope\":\"project\",\"pinned\":false}");
    }

    @Test
    public void shouldListNewestFirstAndByRunInTheDirectionAskedFor() throws IOException, InterruptedException {
        server.push(ScopeId.workflow("team/app", "other"), "zero", "0");
        server.push(WORKFLOW, "one", "1");
        server.push(JOB, "two", "2");
        server.push(PROJECT, "three", "3");
        assertThat(names(server.actions("artifacts"))).isEqualTo("4: three two one zero");
        assertThat(names(server.actions("runs/2/artifacts"))).isEqualTo("2: two one");
        assertThat(names(server.actions("runs/2/artifacts?direction=asc"))).isEqualTo("2: one two");
        assertThat(names(server.actions("runs/1/artifacts"))).isEqualTo("1: zero");
        assertThat(server.get(server.actions("runs/3/artifacts")).statusCode()).isEqualTo(404);
    }

    @Test
    public void shouldFilterByNameScopeAndJob() throws IOException, InterruptedException {
        server.push(WORKFLOW, "dist", "1");
        server.push(JOB, "dist", "2");
        server.push(ScopeId.job("team/app", "main-17", "Test"), "report", "3");
        server.push(PROJECT, "dist", "4");
        assertThat(names(server.actions("artifacts?name=dist"))).isEqualTo("3: dist dist dist");
        assertThat(names(server.actions("artifacts?name=dist&scope=project"))).isEqualTo("1: dist");
        assertThat(names(server.actions("artifacts?scope=job"))).isEqualTo("2: report dist");
        assertThat(names(server.actions("runs/1/artifacts?job=Test"))).isEqualTo("1: report");
        assertThat(names(server.actions("runs/1/artifacts?name=dist&scope=workflow")))
                .isEqualTo("1: dist");
        assertThat(server.get(server.actions("artifacts?scope=no")).statusCode())
                .isEqualTo(422);
    }

    @Test
    public void shouldPageAsGitHubDoesAndNeverRefuse() throws IOException, InterruptedException {
        for (int i = 0; i < 7; i++) {
            server.push(PROJECT, "a" + i, "1");
        }
        String url = server.actions("artifacts");
        assertThat(link(url)).isEmpty();
        assertThat(link(url + "?per_page=03&scope=project"))
                .isEqualTo("<" + url + "?per_page=03&scope=project&page=2>; rel=\"next\", <" + url
                        + "?per_page=03&scope=project&page=3>; rel=\"last\"");
        assertThat(link(url + "?page=2&per_page=3"))
                .isEqualTo("<" + url + "?page=1&per_page=3>; rel=\"prev\", <" + url
                        + "?page=3&per_page=3>; rel=\"next\", <" + url + "?page=3&per_page=3>; rel=\"last\", <" + url
                        + "?page=1&per_page=3>; rel=\"first\"");
        assertThat(link(url + "?page=3&per_page=3"))
                .isEqualTo("<" + url + "?page=2&per_page=3>; rel=\"prev\", <" + url
                        + "?page=1&per_page=3>; rel=\"first\"");
        assertThat(link(url + "?page=9&per_page=3")).startsWith("<" + url + "?page=3&per_page=3>; rel=\"prev\"");
        assertThat(names(url + "?page=9&per_page=3")).isEqualTo("7:");
        assertThat(names(url + "?page=3&per_page=3")).isEqualTo("7: a0");
        for (String odd :
                new String[] {"per_page=0", "per_page=-1", "per_page=x", "page=x", "page=0", "per_page=101"}) {
            assertThat(names(url + "?" + odd)).as(odd).isEqualTo("7: a6 a5 a4 a3 a2 a1 a0");
        }
    }

    @Test
    public void shouldDeleteForGood() throws IOException, InterruptedException {
        String url = server.actions("artifacts/" + server.push(WORKFLOW, "dist/a", "1"));
        HttpResponse<String> deleted = server.send("DELETE", url, "");
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(server.get(url).statusCode()).isEqualTo(404);
        assertThat(server.send("DELETE", url, "").statusCode()).isEqualTo(404);
        assertThat(names(server.actions("artifacts"))).isEqualTo("0:");
    }

    @Test
    public void shouldListWhatExpiredForThirtyDaysAndRefuseItsZip() throws IOException, InterruptedException {
        String url = server.actions("artifacts/" + server.push(WORKFLOW, "dist/a", "123", ExpireIn.parse("1d")));
        server.pass(Duration.ofDays(2));
        assertExpired(url);
        server.engine().sweep(() -> false);
        assertExpired(url);
        server.push(WORKFLOW, "dist/a", "4");
        assertThat(names(server.actions("artifacts?name=dist"))).isEqualTo("2: dist dist");
        server.pass(Duration.ofDays(31));
        server.engine().sweep(() -> false);
        assertThat(server.get(url).statusCode()).isEqualTo(404);
        assertThat(names(server.actions("artifacts"))).isEqualTo("1: dist");
    }

    private void assertExpired(String url) throws IOException, InterruptedException {
        assertThat(server.get(url).body()).contains("\"size_in_bytes\":3", "\"expired\":true");
        HttpResponse<String> zip = server.get(url + "/zip");
        assertThat(zip.statusCode()).isEqualTo(410);
        assertThat(zip.body())
                .isEqualTo("{\"message\":\"Artifact has expired\",\"documentation_url\":\"https://docs.example/rest\","
                        + "\"status\":\"410\"}");
    }

    @Test
    public void shouldTellEachReaderNoMoreThanItMayKnow() throws IOException, InterruptedException {
        String job = server.actions("artifacts/" + server.push(JOB, "dist", "1"));
        String project = server.actions("artifacts/" + server.push(PROJECT, "tool", "1"));
        assertThat(server.get(job, "Nobody", "yes").statusCode()).isEqualTo(401);
        assertThat(server.get(job, "Authorization", "Bearer other").statusCode())
                .isEqualTo(404);
        assertThat(server.get(job, "Authorization", "Bearer team/app,main-17,Test")
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.get(job, "Authorization", "Bearer team/app,main-17,Build")
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.send("DELETE", project, "", "Authorization", "Bearer !team/app")
                        .statusCode())
                .isEqualTo(403);
        String list = server.actions("artifacts");
        assertThat(server.get(list, "Authorization", "Bearer other").statusCode())
                .isEqualTo(404);
        assertThat(server.get(list, "Authorization", "Bearer team/app,main-17").statusCode())
                .isEqualTo(403);
        String run = server.actions("runs/1/artifacts");
        assertThat(server.get(run, "Authorization", "Bearer team/app,main-17").statusCode())
                .isEqualTo(200);
        assertThat(server.get(run, "Authorization", "Bearer team/app,main-17,Test")
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.get(run + "?scope=workflow", "Authorization", "Bearer team/app,main-17,Test")
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.get(run + "?job=Build", "Authorization", "Bearer team/app,main-17,Test")
                        .statusCode())
                .isEqualTo(403);
        String other = server.root() + "/repos/-/other/actions/artifacts/" + job.substring(job.lastIndexOf('/') + 1);
        assertThat(server.get(other, "Authorization", "Bearer other").statusCode())
                .isEqualTo(404);
    }

    @Test
    public void shouldReadAndChangeHowLongTheProjectKeepsThings() throws IOException, InterruptedException {
        String url = server.actions("permissions/artifact-and-log-retention");
        assertThat(server.get(url).body()).isEqualTo("{\"days\":90,\"maximum_allowed_days\":365}");
        assertThat(server.send("PUT", url, "{\"days\":30}").statusCode()).isEqualTo(204);
        assertThat(server.get(url).body()).isEqualTo("{\"days\":30,\"maximum_allowed_days\":365}");
        for (String body : new String[] {"{\"days\":0}", "{\"days\":366}", "{\"days\":\"x\"}", "{}"}) {
            assertThat(server.send("PUT", url, body).statusCode()).as(body).isEqualTo(422);
        }
        assertThat(server.send("PUT", url, "nonsense").statusCode()).isEqualTo(400);
        assertThat(server.send("PUT", url, "{\"days\":3}", "Authorization", "Bearer team/app,main-17,Build")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    public void shouldAnswerUnderGitHubsEnterprisePrefixWithAddressesUnderIt()
            throws IOException, InterruptedException {
        long id = server.push(PROJECT, "tool", "1");
        String base = server.root() + "/api/v3/repos/team/app/actions/artifacts";
        assertThat(server.get(base).body()).contains("\"url\":\"" + base + "/" + id + "\"");
    }

    @Test
    public void shouldSpellNamesAsGitHubAllows() throws IOException, InterruptedException {
        ScopeId folders = ScopeId.project("a/b c/app+1");
        server.push(folders, "what:is*100%3A", "1");
        String list = server.root() + "/repos/a%3Ab%20c/app%2B1/actions/artifacts";
        assertThat(server.get(list, "Authorization", "Bearer a/b c/app+1").body())
                .contains("\"name\":\"what%3Ais%2A100%253A\"")
                .contains("/repos/a%3Ab%20c/app%2B1/actions/artifacts/");
        assertThat(server.get(list + "?name=what%253Ais%252A100%25253A", "Authorization", "Bearer a/b c/app+1")
                        .body())
                .contains("\"total_count\":1,");
    }

    @Test
    public void shouldAnswerWithNothingNewWhenTheClientHasIt() throws IOException, InterruptedException {
        server.push(PROJECT, "tool", "1");
        String url = server.actions("artifacts");
        String tag = server.get(url).headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = server.get(url, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        HttpResponse<String> head = server.send("HEAD", url, "");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("ETag")).contains(tag);
        server.push(PROJECT, "other", "1");
        assertThat(server.get(url, "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    public void shouldChangeHowLongAnArtifactIsWantedAndGiveItBack() throws IOException, InterruptedException {
        String url = server.actions("artifacts/" + server.push(WORKFLOW, "dist", "1", ExpireIn.parse("1d")));
        HttpResponse<String> changed = server.send("PUT", url + "/expiry", "{\"expire_in\":\"1w\"}");
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).contains("\"expires_at\":\"2026-11-28T03:00:00Z\"");
        assertThat(server.send("PUT", url + "/expiry", "{\"expire_in\":\"never\"}")
                        .body())
                .contains("\"expires_at\":null");
        assertThat(server.send("DELETE", url + "/expiry", "").body())
                .contains("\"expires_at\":\"2026-11-22T03:00:00Z\"");
        for (String body : new String[] {"{}", "{\"expire_in\":\"soon\"}", "{\"expire_in\":\"0d\"}"}) {
            assertThat(server.send("PUT", url + "/expiry", body).statusCode())
                    .as(body)
                    .isEqualTo(422);
        }
        assertThat(server.send("PUT", url + "/expiry", "soon").statusCode()).isEqualTo(400);
        HttpResponse<String> form =
                server.send("PUT", url + "/expiry", "", "Content-Type", "application/x-www-form-urlencoded");
        assertThat(form.body()).contains("send the header 'Content-Type: application/json'");
        assertThat(server.send("PUT", url + "/expiry", "{\"expire_in\":\"1h\"}", "Authorization", "Bearer !team/app")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    public void shouldTellWhatARunWasBuiltFrom() throws IOException, InterruptedException {
        String url = server.actions("artifacts/" + server.push(WORKFLOW, "dist", "1"));
        assertThat(server.get(url).body()).contains("\"head_branch\":null,\"head_sha\":null");
        server.tell(WORKFLOW, new Origin("feature/\"x\"", "abcdef0"));
        assertThat(server.get(url).body()).contains("\"head_branch\":\"feature/\\\"x\\\"\",\"head_sha\":\"abcdef0\"");
    }

    @Test
    public void shouldPinAndUnpin() throws IOException, InterruptedException {
        String url = server.actions("artifacts/" + server.push(WORKFLOW, "dist", "1", ExpireIn.parse("1d")));
        assertThat(server.send("PUT", url + "/pin", "").statusCode()).isEqualTo(204);
        assertThat(server.get(url).body()).contains("\"expires_at\":null", "\"pinned\":true");
        assertThat(server.send("DELETE", url + "/pin", "").statusCode()).isEqualTo(204);
        assertThat(server.get(url).body()).contains("\"expires_at\":\"2026-11-22T03:00:00Z\"", "\"pinned\":false");
    }

    @Test
    public void shouldTellWhatScopesTake() throws IOException, InterruptedException {
        server.push(JOB, "dist", "12345");
        server.push(PROJECT, "tool", "1");
        assertThat(server.get(server.actions("artifact-usage")).body())
                .isEqualTo("{\"size_in_bytes\":6,\"files\":2,\"artifacts\":2,\"scopes\":["
                        + "{\"size_in_bytes\":5,\"files\":1,\"artifacts\":1,\"scope\":\"job\",\"run_id\":1,\"job\":\"Build\"},"
                        + "{\"size_in_bytes\":1,\"files\":1,\"artifacts\":1,\"scope\":\"project\"}]}");
    }

    @Test
    public void shouldKnowNothingElse() throws IOException, InterruptedException {
        for (String path : new String[] {"", "artifacts/x", "artifacts/1/tar", "runs/1", "runs/x/artifacts", "x"}) {
            assertThat(server.get(server.actions(path)).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(server.get(server.root() + "/repos/team").statusCode()).isEqualTo(404);
        assertThat(server.send("POST", server.actions("artifacts"), "{}").statusCode())
                .isEqualTo(404);
    }

    private String link(String url) throws IOException, InterruptedException {
        return server.get(url).headers().firstValue("Link").orElse("");
    }

    /** The count and the names of a list. */
    private String names(String url) throws IOException, InterruptedException {
        String body = server.get(url).body();
        StringBuilder names = new StringBuilder(body.replaceFirst("^\\{\"total_count\":(\\d+),.*", "$1:"));
        java.util.regex.Matcher name =
                java.util.regex.Pattern.compile("\"name\":\"([^\"]*)\"").matcher(body);
        while (name.find()) {
            names.append(' ').append(name.group(1));
        }
        return names.toString();
    }
}
