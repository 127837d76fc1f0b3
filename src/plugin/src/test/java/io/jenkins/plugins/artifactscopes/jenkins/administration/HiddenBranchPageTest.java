package io.jenkins.plugins.artifactscopes.jenkins.administration;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jenkins.branch.BranchSource;
import jenkins.model.Jenkins;
import jenkins.scm.impl.SingleSCMSource;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.SingleFileSCM;

/** A multibranch project {@code app} with the branches {@code master}, which {@code auditor} may read, and {@code hidden}, which not. */
public class HiddenBranchPageTest {
    private static final String PAGE = "manage/artifact-scopes-administration/";
    private static final String SCRIPT = """
        node {
          writeFile file: 'f', text: 'x'
          artifactPush scope: 'workflow', path: 'f', expireIn: 'PT1S'
          artifactPush scope: 'project', path: 'f', force: true
          artifactYank scope: 'project', path: 'f'
          sleep 2
        }""";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Before
    public void twoBranches() throws Exception {
        Jenkins.SYSTEM_READ.setEnabled(true);
        jenkins.jenkins.setQuietPeriod(0);
        WorkflowMultiBranchProject app = jenkins.createProject(WorkflowMultiBranchProject.class, "app");
        for (String name : new String[] {"master", "hidden"}) {
            SingleFileSCM file = new SingleFileSCM("Jenkinsfile", SCRIPT.getBytes(StandardCharsets.UTF_8));
            app.getSourcesList().add(new BranchSource(new SingleSCMSource(name, file)));
            app.scheduleBuild2(0).getFuture().get();
            jenkins.waitUntilNoActivity();
        }
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Jenkins.SYSTEM_READ)
                .onRoot()
                .to("auditor")
                .grant(Item.READ)
                .onItems(app, app.getItem("master"))
                .to("auditor"));
    }

    @After
    public void asItWas() {
        Jenkins.SYSTEM_READ.setEnabled(false);
    }

    private String text(String user, String page) throws Exception {
        return jenkins.createWebClient()
                .withJavaScriptEnabled(false)
                .withBasicCredentials(user)
                .goTo(PAGE + page)
                .getWebResponse()
                .getContentAsString();
    }

    @Test
    public void shouldNameAHiddenBranchNeitherInTheTableNorInTheAuditLog() throws Exception {
        assertThat(text("admin", "?project=app")).contains("workflow master/1 of app", "workflow hidden/1 of app");
        assertThat(text("auditor", "?project=app"))
                .contains("workflow master/1 of app")
                .doesNotContain("hidden/1");
        assertThat(text("admin", "audit")).contains("app/master #1", "app/hidden #1");
        assertThat(text("auditor", "audit")).contains("app/master #1").doesNotContain("app/hidden");
    }

    @Test
    public void shouldNameAHiddenBranchInNothingThatUpkeepSays() throws Exception {
        assertThat(said("admin")).contains("workflow master/1 of app", "workflow hidden/1 of app");
        assertThat(said("auditor"))
                .contains("workflow master/1 of app", "1 line is not shown")
                .doesNotContain("hidden/1");
    }

    private static String said(String user) throws Exception {
        UpkeepJob job = Upkeep.get().begin(Deed.PREVIEW, "admin");
        Instant end = Instant.now().plus(Duration.ofMinutes(1));
        while (job.isRunning() && Instant.now().isBefore(end)) {
            Thread.sleep(50);
        }
        try (ACLContext as = ACL.as2(User.getById(user, true).impersonate2())) {
            List<String> lines = job.getLines();
            return String.join("\n", lines);
        }
    }

    @Test
    public void shouldShowNoScopesToWhoMayNotReadArtifacts() throws Exception {
        System.setProperty("hudson.security.ArtifactsPermission", "true");
        Run.ARTIFACTS.setEnabled(true);
        try {
            assertThat(text("admin", "?project=app")).contains("master/1");
            assertThat(text("auditor", "?project=app")).contains(">app<").doesNotContain("master/1");
        } finally {
            System.clearProperty("hudson.security.ArtifactsPermission");
            Run.ARTIFACTS.setEnabled(false);
        }
    }
}
