package io.jenkins.plugins.artifactscopes.jenkins.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Item;
import java.nio.charset.StandardCharsets;
import jenkins.branch.BranchSource;
import jenkins.model.Jenkins;
import jenkins.scm.impl.mock.MockSCMController;
import jenkins.scm.impl.mock.MockSCMDiscoverBranches;
import jenkins.scm.impl.mock.MockSCMSource;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The pages of {@code team/app}, a repository with the branches {@code master} and {@code feature/x}. {@code half} may not see the latter. */
public class MultibranchPagesTest {
    private static final String PIPELINE = """
            node {
              writeFile file: 'f', text: env.BRANCH_NAME
              artifactPush scope: 'workflow', path: 'f', destination: "of-${env.BRANCH_NAME.replace('/', '-')}"
              artifactPush scope: 'project', path: 'f', destination: 'latest', force: true
            }""";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private MockSCMController repository;
    private WorkflowMultiBranchProject app;

    @Before
    public void indexTheRepository() throws Exception {
        jenkins.jenkins.setQuietPeriod(0);
        repository = MockSCMController.create();
        repository.createRepository("repo");
        repository.addFile("repo", "master", "first", "Jenkinsfile", PIPELINE.getBytes(StandardCharsets.UTF_8));
        repository.cloneBranch("repo", "master", "feature/x");
        Folder team = jenkins.createProject(Folder.class, "team");
        app = team.createProject(WorkflowMultiBranchProject.class, "app");
        app.getSourcesList()
                .add(new BranchSource(new MockSCMSource(repository, "repo", new MockSCMDiscoverBranches())));
        app.scheduleBuild2(0).getFuture().get();
        jenkins.waitUntilNoActivity();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader", "half")
                .grant(Item.READ)
                .everywhere()
                .to("reader")
                .grant(Item.READ)
                .onItems(team, app, app.getItem("master"))
                .to("half"));
    }

    @After
    public void close() {
        repository.close();
    }

    private String text(String user, String path) throws Exception {
        return client(user).goTo(path).asNormalizedText();
    }

    private JenkinsRule.WebClient client(String user) throws Exception {
        return jenkins.createWebClient()
                .withJavaScriptEnabled(false)
                .withThrowExceptionOnFailingStatusCode(false)
                .withBasicCredentials(user);
    }

    @Test
    public void shouldShowTheArtifactsOfAllBranchesTogetherAndLinkThemFromEachBranch() throws Exception {
        String page = app.getUrl() + "artifact-scopes/";
        assertThat(text("reader", page)).contains("latest", "master #1", "feature/x #1");
        assertThat(text("reader", app.getUrl())).contains("Project artifacts");
        for (WorkflowJob branch : app.getItems()) {
            HtmlPage job = client("reader").goTo(branch.getUrl());
            HtmlPage project = job.getAnchorByText("Project artifacts").click();
            assertThat(project.getUrl().getPath()).endsWith("/job/team/job/app/artifact-scopes/");
            assertThat(project.asNormalizedText()).contains("latest");
            assertThat(text("reader", branch.getLastBuild().getUrl() + "artifact-scopes/"))
                    .contains("of-" + branch.getDisplayName().replace('/', '-'));
        }
    }

    @Test
    public void shouldNotTellOfABranchThatOneMayNotSee() throws Exception {
        assertThat(text("half", app.getUrl() + "artifact-scopes/"))
                .contains("latest", "master #1")
                .doesNotContain("feature", "Space");
        assertThat(text("half", app.getUrl() + "artifact-scopes/runs"))
                .contains("master #1")
                .doesNotContain("feature");
    }
}
