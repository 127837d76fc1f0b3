package io.jenkins.plugins.artifactscopes.jenkins.http;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.csrf.DefaultCrumbIssuer;
import io.jenkins.plugins.artifactscopes.jenkins.ArtifactPermissions;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import jenkins.security.ApiTokenProperty;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/**
 * Two jobs, each with a run that pushed {@code dist} everywhere: {@code app}, which {@code reader}, {@code deleter}, {@code ours} (who has
 * Artifacts/Delete), {@code owner} and {@code admin} may read, and {@code secret}, which only {@code admin} may. Nobody but {@code admin} may
 * see the job {@code open}, and anybody.
 */
public class MountsTest {
    private static final String LIST = "repos/-/app/actions/artifacts";
    private static final String HIDDEN = "repos/-/secret/actions/artifacts";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Before
    public void twoJobsAndTheirReaders() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        for (String name : new String[] {"app", "secret", "open"}) {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
            job.setDefinition(new CpsFlowDefinition("""
                    node {
                      writeFile file: 'dist/a b#.txt', text: 'hello'
                      for (scope in ['job', 'workflow', 'project']) { artifactPush scope: scope, path: 'dist' }
                    }""", true));
            jenkins.buildAndAssertSuccess(job);
        }
        Item app = jenkins.jenkins.getItem("app");
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader", "deleter", "ours", "owner")
                .grant(Item.READ)
                .onItems(app)
                .to("reader", "deleter", "ours", "owner")
                .grant(Run.DELETE)
                .onItems(app)
                .to("deleter")
                .grant(ArtifactPermissions.DELETE)
                .onItems(app)
                .to("ours")
                .grant(Item.CONFIGURE)
                .onItems(app)
                .to("owner")
                .grant(Item.READ)
                .onItems(jenkins.jenkins.getItem("open"))
                .toEveryone()
                .grant(Jenkins.READ)
                .onRoot()
                .toEveryone());
    }

    private static String token(String user) throws Exception {
        return User.getById(user, true).getProperty(ApiTokenProperty.class).generateNewToken("test").plainValue;
    }

    private Client as(String user) throws Exception {
        return new Client(jenkins, user.isEmpty() ? "" : Client.basic(user, token(user)));
    }

    private static String entries(String project, String scope) {
        return "v1/entries?scope=" + scope + "&project=" + project + "&workflow=1&path=dist";
    }

    private static long id(ScopeId scope) throws Exception {
        return ScopeService.get().catalog().find(scope, "dist").orElseThrow().id();
    }

    private static String one(ScopeId scope) throws Exception {
        return "repos/-/" + scope.project() + "/actions/artifacts/" + id(scope);
    }

    @Test
    public void shouldShowEachReaderWhatItMaySeeAndNothingOfTheRest() throws Exception {
        String[] routes = {
            LIST,
            "api/v3/" + LIST,
            "repos/-/app/actions/runs/1/artifacts",
            "repos/-/app/actions/artifact-usage",
            "repos/-/app/actions/permissions/artifact-and-log-retention",
            one(ScopeId.project("app")),
            one(ScopeId.workflow("app", "1")),
            one(ScopeId.workflow("app", "1")) + "/files",
            one(ScopeId.workflow("app", "1")) + "/files/a%20b%23.txt",
            entries("app", "workflow"),
            entries("app", "project"),
            "v1/tree?scope=workflow&project=app&workflow=1&path=dist"
        };
        for (String user : new String[] {"reader", "deleter", "ours", "owner", "admin", "stranger", ""}) {
            Client client = as(user);
            boolean sees = !user.equals("stranger") && !user.isEmpty();
            for (String route : routes) {
                assertThat(client.status("GET", route)).as(user + " " + route).isEqualTo(sees ? 200 : 404);
                String hidden = route.replace("/app/", "/secret/").replace("project=app", "project=secret");
                assertThat(client.status("GET", hidden))
                        .as(user + " " + hidden)
                        .isEqualTo(!user.equals("admin") ? 404 : hidden.contains("artifacts/") ? 404 : 200);
            }
        }
    }

    @Test
    public void shouldAnswerForAHiddenProjectAsForOneThatIsNotThere() throws Exception {
        Client reader = as("reader");
        for (String route : new String[] {HIDDEN, entries("secret", "workflow"), entries("secret", "project")}) {
            HttpResponse<String> hidden = reader.send("GET", route);
            HttpResponse<String> missing = reader.send("GET", route.replace("secret", "misses"));
            assertThat(hidden.statusCode()).isEqualTo(404);
            assertThat(hidden.body().replace("secret", "misses")).isEqualTo(missing.body());
        }
        assertThat(reader.status("DELETE", entries("secret", "project"))).isEqualTo(404);
        assertThat(reader.status("GET", entries("app%2F", "project"))).isEqualTo(404);
    }

    @Test
    public void shouldShowAnonymousWhatAnonymousMaySee() throws Exception {
        Client anonymous = as("");
        assertThat(anonymous.send("GET", "repos/-/open/actions/artifacts").body())
                .contains("\"total_count\":3");
        assertThat(anonymous.status("GET", LIST)).isEqualTo(404);
        assertThat(anonymous.status("DELETE", one(ScopeId.project("open")))).isEqualTo(401);
        assertThat(anonymous.status("POST", "v1/pushes?scope=project&project=open&destination=x&attempt=1"))
                .isEqualTo(403);
    }

    @Test
    public void shouldShowNothingToWhomMayNotSeeJenkinsItself() throws Exception {
        Client left = as("left");
        String token = token("left");
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Item.READ, Item.CONFIGURE, ArtifactPermissions.DELETE, ArtifactPermissions.PUSH)
                .onItems(jenkins.jenkins.getItem("app"))
                .toEveryone());
        String[] routes = {LIST, one(ScopeId.project("app")) + "/zip", entries("app", "project")};
        for (Client client : new Client[] {left, new Client(jenkins, "Bearer left:" + token), as("")}) {
            for (String route : routes) {
                assertThat(client.status("GET", route)).as(route).isEqualTo(404);
            }
        }
        assertThat(left.status("DELETE", entries("app", "project"))).isEqualTo(404);
        assertThat(left.status("DELETE", one(ScopeId.project("app")))).isEqualTo(404);
        assertThat(left.status("POST", "v1/pushes?scope=project&project=app&destination=x&attempt=1"))
                .isEqualTo(404);
    }

    @Test
    public void shouldLetOnlyThoseDeleteWhoMay() throws Exception {
        String route = one(ScopeId.workflow("app", "1"));
        assertThat(as("").status("DELETE", route)).isEqualTo(401);
        assertThat(as("stranger").status("DELETE", route)).isEqualTo(404);
        for (String user : new String[] {"reader", "owner"}) {
            assertThat(as(user).status("DELETE", route)).as(user).isEqualTo(403);
            assertThat(as(user).status("DELETE", entries("app", "workflow")))
                    .as(user)
                    .isEqualTo(403);
        }
        assertThat(ScopeService.get().store().find(ScopeId.workflow("app", "1"), ArtifactPath.of("dist")))
                .isPresent();
        assertThat(as("deleter").status("DELETE", route)).isEqualTo(204);
        assertThat(as("ours").status("DELETE", one(ScopeId.project("app")))).isEqualTo(204);
        assertThat(as("ours").send("GET", LIST).body()).contains("\"total_count\":1");
    }

    @Test
    public void shouldTakeApiTokensInEveryWayThatClientsSendThem() throws Exception {
        String token = token("reader");
        for (String header : new String[] {
            Client.basic("reader", token), "Bearer reader:" + token, "bearer reader:" + token, "token reader:" + token
        }) {
            assertThat(new Client(jenkins, header).status("GET", LIST))
                    .as(header)
                    .isEqualTo(200);
        }
        for (String wrong : new String[] {
            Client.basic("reader", "x" + token),
            "Bearer reader:x",
            "Bearer " + token,
            "token admin:" + token,
            "Bearer :"
        }) {
            assertThat(new Client(jenkins, wrong).status("GET", LIST)).as(wrong).isEqualTo(401);
        }
    }

    @Test
    public void shouldNeedACrumbForAChangeWithASessionOrAPassword() throws Exception {
        Client password = new Client(jenkins, Client.basic("deleter", "deleter"));
        String route = one(ScopeId.workflow("app", "1"));
        assertThat(password.status("GET", LIST)).isEqualTo(200);
        assertThat(password.status("DELETE", route)).isEqualTo(403);
        assertThat(password.status("PUT", route + "/pin")).isEqualTo(403);
        assertThat(password.status("POST", "v1/pushes?scope=project&project=app&destination=x&attempt=1"))
                .isEqualTo(403);
        assertThat(as("deleter").status("PUT", route + "/pin")).isEqualTo(204);
    }

    @Test
    public void shouldLetABrowserThatIsSignedInReadAsItsUserAndChangeNothingWithoutItsCrumb() throws Exception {
        jenkins.jenkins.setCrumbIssuer(new DefaultCrumbIssuer(false));
        Session session = Session.of(jenkins, "deleter");
        Client browser = as("");
        String route = one(ScopeId.workflow("app", "1"));
        String push = "v1/pushes?scope=project&project=app&destination=x&attempt=1";
        assertThat(browser.send("GET", LIST, "Cookie", session.cookie()).body()).contains("\"total_count\":3");
        assertThat(browser.status("GET", HIDDEN, "Cookie", session.cookie())).isEqualTo(404);
        assertThat(browser.send("GET", route + "/files/a%20b%23.txt", "Cookie", session.cookie())
                        .body())
                .isEqualTo("hello");
        for (String[] change : new String[][] {{"PUT", route + "/pin"}, {"POST", push}, {"DELETE", route}}) {
            assertThat(browser.status(change[0], change[1], "Cookie", session.cookie()))
                    .as(change[0])
                    .isEqualTo(403);
        }
        String[] proof = {"Cookie", session.cookie(), session.field(), session.crumb()};
        assertThat(browser.status("PUT", route + "/pin", proof)).isEqualTo(204);
        assertThat(browser.send("POST", push, proof).body()).contains("do not let you push");
        assertThat(browser.status("DELETE", route, proof)).isEqualTo(204);
    }

    @Test
    public void shouldDownloadThroughTheRedirectWithoutCredentials() throws Exception {
        HttpResponse<String> redirect = as("reader").send("GET", one(ScopeId.workflow("app", "1")) + "/zip");
        assertThat(redirect.statusCode()).isEqualTo(302);
        URI link = URI.create(redirect.headers().firstValue("Location").orElseThrow());
        HttpResponse<String> zip = as("").send("GET", link, new byte[0]);
        assertThat(zip.statusCode()).isEqualTo(200);
        assertThat(zip.body()).startsWith("PK");
        URI forged = URI.create(link.toString().replaceFirst("signature=.", "signature=x"));
        assertThat(as("").send("GET", forged, new byte[0]).statusCode()).isEqualTo(403);
        assertThat(as("reader")
                        .send("GET", one(ScopeId.project("app")) + "/files/a%20b%23.txt")
                        .body())
                .isEqualTo("hello");
    }

    @Test
    public void shouldKnowRunsByTheirBuildNumbers() throws Exception {
        String list =
                as("reader").send("GET", "repos/-/app/actions/runs/1/artifacts").body();
        Matcher run = Pattern.compile("\"workflow_run\":\\{\"id\":(\\d+)").matcher(list);
        assertThat(run.find()).isTrue();
        assertThat(run.group(1)).isEqualTo("1");
    }

    @Test
    public void shouldLetAnOwnerSetHowLongAProjectKeepsThings() throws Exception {
        String route = "repos/-/app/actions/permissions/artifact-and-log-retention";
        byte[] days = "{\"days\":7}".getBytes();
        URI address = URI.create(jenkins.getURL() + "artifact-scopes/" + route);
        assertThat(as("reader").send("PUT", address, days).statusCode()).isEqualTo(403);
        assertThat(as("owner").send("PUT", address, days).statusCode()).isEqualTo(204);
        assertThat(as("reader").send("GET", route).body()).contains("\"days\":7");
        assertThat(as("reader").send("GET", one(ScopeId.workflow("app", "1"))).body())
                .doesNotContain("\"expires_at\":null");
    }
}
