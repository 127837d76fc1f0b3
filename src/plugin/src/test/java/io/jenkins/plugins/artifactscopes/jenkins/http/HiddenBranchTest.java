package io.jenkins.plugins.artifactscopes.jenkins.http;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.model.User;
import io.jenkins.plugins.artifactscopes.jenkins.ArtifactPermissions;
import io.jenkins.plugins.artifactscopes.jenkins.ProjectItems;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ScopeRetention;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.net.URL;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import jenkins.branch.BranchSource;
import jenkins.model.Jenkins;
import jenkins.scm.impl.SingleSCMSource;
import jenkins.security.ApiTokenProperty;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.SingleFileSCM;

/** A multibranch project {@code app} with the branches {@code master}, which {@code pusher} may read, and {@code hidden}, which not. */
public class HiddenBranchTest {
    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private WorkflowMultiBranchProject app;

    @Before
    public void twoBranches() throws Exception {
        jenkins.jenkins.setQuietPeriod(0);
        app = jenkins.createProject(WorkflowMultiBranchProject.class, "app");
        for (String name : new String[] {"master", "hidden"}) {
            String script = "node { writeFile file: 'dist', text: 'x'; artifactPush scope: 'workflow', path: 'dist' }";
            SingleFileSCM file = new SingleFileSCM("Jenkinsfile", script.getBytes(StandardCharsets.UTF_8));
            app.getSourcesList().add(new BranchSource(new SingleSCMSource(name, file)));
        }
        app.scheduleBuild2(0).getFuture().get();
        jenkins.waitUntilNoActivity();
        assertThat(app.getItem("hidden")).isNotNull();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .onRoot()
                .toEveryone()
                .grant(Item.READ, ArtifactPermissions.PUSH, ArtifactPermissions.DELETE)
                .onItems(app, app.getItem("master"))
                .to("pusher")
                .grant(Item.READ, Item.CONFIGURE)
                .onItems(app)
                .to("owner")
                .grant(Item.READ)
                .onItems(app.getItem("master"))
                .to("owner"));
    }

    @Test
    public void shouldCountNothingOfAHiddenBranchAmongWhatNeedNotBeSent() throws Exception {
        assertThat(access("hidden/1").mayWrite(ScopeId.project("app"))).isTrue();
        assertThat(access("master/1").holder()).isEqualTo(new Holder("app", "master/1", null));
        assertThat(access("hidden/1").holder()).isEqualTo(new Holder("app", null, null));
        assertThat(access("hidden/1").mayRead(ScopeId.workflow("app", "hidden/1")))
                .isFalse();
    }

    @Test
    public void shouldAnswerForAHiddenBranchAsForOneThatIsNotThere() throws Exception {
        String token =
                User.getById("pusher", true).getProperty(ApiTokenProperty.class).generateNewToken("test").plainValue;
        Client pusher = new Client(jenkins, Client.basic("pusher", token));
        String scope = "?scope=workflow&project=app&workflow=BRANCH%2F1&path=";
        String[][] requests = {
            {"GET", "v1/entries" + scope},
            {"GET", "v1/entries" + scope + "dist"},
            {"GET", "v1/tree" + scope + "dist"},
            {"DELETE", "v1/entries" + scope + "dist"},
            {"POST", "v1/pushes" + scope.replace("&path=", "&destination=x&attempt=1")},
            {"GET", "repos/-/app/actions/artifacts/ID"},
            {"GET", "repos/-/app/actions/artifacts/ID/zip"},
            {"DELETE", "repos/-/app/actions/artifacts/ID"},
            {"GET", "repos/-/app/actions/runs/RUN/artifacts"},
            {"GET", "repos/-/app/actions/runs/RUN/zip"},
        };
        String id = String.valueOf(artifact("hidden"));
        String run = String.valueOf(
                ScopeService.get().runs().number("app", "hidden/1").orElseThrow());
        for (String[] request : requests) {
            HttpResponse<String> hidden = pusher.send(
                    request[0],
                    request[1].replace("BRANCH", "hidden").replace("ID", id).replace("RUN", run));
            HttpResponse<String> none = pusher.send(
                    request[0],
                    request[1]
                            .replace("BRANCH", "misses")
                            .replace("ID", "987654")
                            .replace("RUN", "987654"));
            assertThat(hidden.statusCode()).as(request[1]).isEqualTo(none.statusCode());
            assertThat(hidden.body()
                            .replace("hidden", "misses")
                            .replace("artifact " + id, "artifact 987654")
                            .replace("run " + run, "run 987654"))
                    .as(request[1])
                    .isEqualTo(none.body());
        }
        assertThat(pusher.status("GET", "repos/-/app/actions/artifacts/" + artifact("master")))
                .isEqualTo(200);
        assertThat(pusher.send("GET", ("v1/entries" + scope).replace("BRANCH", "master"))
                        .body())
                .contains("dist");
        assertThat(artifact("hidden")).isEqualTo(Long.parseLong(id));
    }

    @Test
    public void shouldListNothingOfAHiddenBranchInAPreview() throws Exception {
        JenkinsRule.WebClient owner =
                jenkins.createWebClient().withJavaScriptEnabled(false).withBasicCredentials("owner");
        String path = app.getUrl() + "descriptorByName/" + ScopeRetention.class.getName();
        WebRequest request =
                new WebRequest(new URL(jenkins.getURL(), path + "/preview?scope=workflow&cap=1h"), HttpMethod.POST);
        assertThat(owner.getPage(owner.addCrumb(request)).getWebResponse().getContentAsString())
                .contains("2 files, 2 B, some day", "workflow master/1 of app: dist", "<li>\u2026</li>")
                .doesNotContain("hidden");
    }

    private static long artifact(String branch) throws Exception {
        return ScopeService.get()
                .catalog()
                .find(ScopeId.workflow("app", branch + "/1"), "dist")
                .orElseThrow()
                .id();
    }

    private static JenkinsAccess access(String workflow) throws Exception {
        ProjectItems items =
                new ProjectItems(Jenkins.get(), User.getById("pusher", true).impersonate2());
        return new JenkinsAccess(User.getById("pusher", true).impersonate2(), items, "app", workflow);
    }
}
