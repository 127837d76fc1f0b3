package io.jenkins.plugins.artifactscopes.jenkins.http;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.artifactscopes.jenkins.http.MatrixTable.Row;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.transfer.TransferApi;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.sf.json.JSONObject;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.FlagRule;
import org.jvnet.hudson.test.JenkinsRule;

/** Holds the tables about Jenkins in {@code docs/SECURITY.md} against the plugin: every request with everybody. */
public class SecurityMatrixTest {
    private static final String REST = "/artifact-scopes/repos/{owner}/{repo}/actions/";

    private static final JenkinsRule JENKINS = new JenkinsRule();

    static {
        // Thousands of requests, on a machine that may have other things to do.
        JENKINS.timeout = 600;
    }

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(
                    FlagRule.systemProperty("hudson.security.ArtifactsPermission", "true"))
            .around(FlagRule.systemProperty("jenkins.security.SystemReadPermission", "true"))
            .around(FlagRule.systemProperty("jenkins.security.ManagePermission", "true"))
            .around(JENKINS);

    private static People people;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Things things;

    @Before
    public void twoJobs() throws Exception {
        if (people == null) {
            for (String name : new String[] {"app", "open"}) {
                FreeStyleProject job = JENKINS.createFreeStyleProject(name);
                JENKINS.buildAndAssertSuccess(job);
            }
            people = new People(JENKINS);
        }
        Client admin = new Client(JENKINS, people.authorization("admin"));
        things = new Things(folder.getRoot().toPath(), admin, JENKINS.getURL().toString());
        for (String project : List.of("app", "open")) {
            things.pushed(ScopeId.workflow(project, "1"));
            things.pushed(ScopeId.project(project));
        }
    }

    @After
    public void endTransfers() {
        things.close();
    }

    @Test
    public void shouldAnswerEveryRequestToEverybodyAsTheTableSays() throws Exception {
        hold(MatrixTable.read("request to Jenkins"));
    }

    @Test
    public void shouldAnswerEveryFormToEverybodyAsTheTableSays() throws Exception {
        hold(MatrixTable.read("form of Jenkins"));
    }

    private void hold(MatrixTable table) throws Exception {
        List<String> differences = new ArrayList<>();
        int answers = 0;
        for (Row row : table.rows()) {
            List<String> found = new ArrayList<>();
            for (String kind : table.kinds()) {
                found.add(Integer.toString(answer(row, kind)));
                answers++;
            }
            if (!found.equals(row.answers())) {
                differences.add(row.with(found));
            }
        }
        System.out.printf("security: %,d answers held against docs/SECURITY.md%n", answers);
        assertThat(answers).isPositive();
        assertThat(differences).as("rows that Jenkins answers otherwise").isEmpty();
    }

    private int answer(Row row, String kind) throws Exception {
        URI address = URI.create(JENKINS.getURL() + things.address(row, People.project(kind)));
        return new Client(JENKINS, people.authorization(kind))
                .send(row.method(), address, things.body(row))
                .statusCode();
    }

    @Test
    public void shouldHaveARowForEveryRoute() throws Exception {
        Set<String> missing = new LinkedHashSet<>();
        JSONObject paths = JSONObject.fromObject(Files.readString(Path.of("../../docs/openapi.json")))
                .getJSONObject("paths");
        for (Object path : paths.keySet()) {
            for (Object method : paths.getJSONObject(path.toString()).keySet()) {
                if (!method.equals("parameters")) {
                    missing.add(method.toString().toUpperCase(Locale.ROOT) + " /artifact-scopes" + path);
                }
            }
        }
        TransferApi.CALLS.forEach(call -> missing.add(call.replaceFirst(" ", " /artifact-scopes/v1/")));
        Set<String> mounts = new LinkedHashSet<>(Mounts.PREFIXES);
        for (Row row : MatrixTable.read("request to Jenkins").rows()) {
            missing.remove(row.said().replaceFirst("\\?.*", ""));
            mounts.removeIf(mount -> row.path().startsWith("/artifact-scopes/" + mount));
        }
        assertThat(missing).as("routes without a row in docs/SECURITY.md").isEmpty();
        assertThat(mounts).as("mounts without a row in docs/SECURITY.md").isEmpty();
    }

    /** Everything that Stapler may call: methods, and the views of what has an address. */
    @Test
    public void shouldHaveARowForEveryFormAndPage() throws Exception {
        Set<String> missing = new LinkedHashSet<>(WebMethods.all());
        for (Row row : MatrixTable.read("form of Jenkins").rows()) {
            missing.remove(row.by());
        }
        assertThat(missing)
                .as("what Stapler calls, without a row in docs/SECURITY.md")
                .isEmpty();
    }

    /** A browser that is signed in reads as its user. */
    @Test
    public void shouldAnswerWhatReadsInASessionAsWithAnApiToken() throws Exception {
        MatrixTable table = MatrixTable.read("request to Jenkins");
        for (String kind : table.kinds()) {
            if (!kind.equals(People.NONE) && !kind.equals(People.OPEN)) {
                Session session = Session.of(JENKINS, kind);
                for (Row row : table.rows()) {
                    if (row.method().equals("GET")) {
                        assertThat(with(row, "Cookie", session.cookie()))
                                .as(row.said() + " by " + kind)
                                .isEqualTo(Integer.parseInt(
                                        row.answers().get(table.kinds().indexOf(kind))));
                    }
                }
            }
        }
    }

    @Test
    public void shouldTakeChangesByEveryProofThatNoOtherSiteCanSend() throws Exception {
        String token = people.token(People.OWNER);
        Session session = Session.of(JENKINS, People.OWNER);
        for (Row row : changes()) {
            int expected = answer(row, People.OWNER);
            assertThat(expected).as(row.said()).isBetween(200, 299);
            for (String proof : List.of(
                    Client.basic(People.OWNER, token),
                    "Bearer " + People.OWNER + ":" + token,
                    "token " + People.OWNER + ":" + token)) {
                assertThat(with(row, "Authorization", proof)).as(row + proof).isEqualTo(expected);
            }
            assertThat(with(row, "Cookie", session.cookie(), session.field(), session.crumb()))
                    .as(row + " in a session, with its crumb")
                    .isEqualTo(expected);
        }
    }

    @Test
    public void shouldTakeNoChangeThatAnotherSiteOrAGuessCouldSend() throws Exception {
        String token = people.token(People.OWNER);
        Session session = Session.of(JENKINS, People.OWNER);
        Session other = Session.of(JENKINS, People.OWNER);
        for (Row row : changes()) {
            String said = row.said();
            assertThat(with(row, "Cookie", session.cookie()))
                    .as(said + " in a session, without a crumb")
                    .isEqualTo(403);
            for (String crumb : List.of(other.crumb(), "0".repeat(64), "")) {
                assertThat(with(row, "Cookie", session.cookie(), session.field(), crumb))
                        .as(said + " in a session, with the crumb " + crumb)
                        .isEqualTo(403);
            }
            assertThat(with(row, "Authorization", Client.basic(People.OWNER, People.OWNER)))
                    .as(said + " with the password, which a browser would send by itself")
                    .isEqualTo(403);
            for (String wrong : List.of(
                    Client.basic(People.OWNER, token.substring(1)),
                    "Bearer " + People.OWNER + ":" + token.substring(1),
                    "Bearer reader:" + token,
                    "Bearer nobody:" + token,
                    "Bearer " + token,
                    "token :" + token,
                    "Bearer ")) {
                assertThat(with(row, "Authorization", wrong)).as(said + wrong).isIn(401, 403);
            }
        }
    }

    /** The rows that change something by credentials, and that the owner may. */
    private static List<Row> changes() throws Exception {
        MatrixTable table = MatrixTable.read("request to Jenkins");
        int owner = table.kinds().indexOf(People.OWNER);
        return table.rows().stream()
                .filter(row ->
                        !row.method().equals("GET") && row.answers().get(owner).startsWith("2"))
                .filter(row -> !row.path().endsWith("?signature") && !row.path().contains("{push}"))
                .toList();
    }

    private int with(Row row, String... headers) throws Exception {
        URI address = URI.create(JENKINS.getURL() + things.address(row, "app"));
        return new Client(JENKINS, "")
                .send(row.method(), address, things.body(row), headers)
                .statusCode();
    }

    @Test
    public void shouldLeaveEverythingWhereItIsWhenItRefuses() throws Exception {
        String name = things.pushed(Things.job("app"));
        String one = "repos/-/app/actions/artifacts/" + things.id(Things.job("app"), name);
        for (String kind :
                List.of("anonymous", "stranger", "reader", "no artifacts", "configures", "pushes", "manages")) {
            assertThat(new Client(JENKINS, people.authorization(kind)).status("DELETE", one))
                    .as(kind)
                    .isIn(401, 403, 404);
            assertThat(things.has(Things.job("app"), name)).as(kind).isTrue();
        }
    }

    /** A job's scope lies beside those of other runs and projects; what a request calls a job leads to none of them. */
    @Test
    public void shouldReachNothingBesideARunByTheNameOfAJob() throws Exception {
        things.pushed(Things.job("app"));
        String name = things.pushed(ScopeId.project("open"));
        String up = "..%2F..%2F..%2F..%2F..%2F";
        for (String job : List.of(
                up + "open%2Fartifact-scopes%2Fproject", "..%2Fworkflow", ".", "..", "a%2Fb", "..%5Cworkflow")) {
            for (String route : List.of("entries", "tree")) {
                String address = "v1/" + route + "?scope=job&project=app&workflow=1&path=" + name + "&job=" + job;
                Client owner = new Client(JENKINS, people.authorization(People.OWNER));
                assertThat(owner.status("GET", address)).as(address).isIn(400, 404);
                assertThat(owner.status("DELETE", address)).as(address).isIn(400, 404);
            }
        }
        assertThat(things.has(ScopeId.project("open"), name)).isTrue();
    }
}
