package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Items;
import hudson.model.Result;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** {@code lib} and the multibranch project {@code repo} share with {@code team/app}, and with others. */
public class SharedNamesFollowTest {
    private static final String READ =
            "node { deleteDir(); artifactPull project: '/lib', scope: 'project', path: 'f'; echo 'read ' + readFile('f') }";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private Folder team;
    private WorkflowJob app;
    private WorkflowJob lib;
    private WorkflowMultiBranchProject repo;

    @Before
    public void shareWithTheApp() throws Exception {
        team = jenkins.createProject(Folder.class, "team");
        app = team.createProject(WorkflowJob.class, "app");
        lib = jenkins.createProject(WorkflowJob.class, "lib");
        lib.setDefinition(new CpsFlowDefinition(
                "node { writeFile file: 'f', text: 'x'; artifactPush scope: 'project', path: 'f' }", true));
        jenkins.buildAndAssertSuccess(lib);
        ArtifactScopesProperty property = new ArtifactScopesProperty();
        property.setSharedWith(List.of("team/app", "teams/app", "team/app*", "team/gone"));
        property.setQuota("1 GiB");
        lib.addProperty(property);
        repo = jenkins.createProject(WorkflowMultiBranchProject.class, "repo");
        MultibranchScopesProperty shared = new MultibranchScopesProperty();
        shared.setSharedWith(List.of("team/app"));
        shared.setChangeRequestsWrite(true);
        repo.addProperty(shared);
    }

    private List<String> shared() {
        return lib.getProperty(ArtifactScopesProperty.class).getSharedWith();
    }

    private MultibranchScopesProperty ofRepo() {
        return repo.getProperties().get(MultibranchScopesProperty.class);
    }

    private WorkflowRun reads(WorkflowJob reader) throws Exception {
        reader.setDefinition(new CpsFlowDefinition(READ, true));
        return reader.scheduleBuild2(0).get();
    }

    @Test
    public void shouldShareWithTheProjectUnderItsNewName() throws Exception {
        app.renameTo("web");
        assertThat(shared()).containsExactly("team/web", "teams/app", "team/app*", "team/gone");
        assertThat(ofRepo().getSharedWith()).containsExactly("team/web");
        jenkins.jenkins.reload();
        assertThat(jenkins.jenkins
                        .getItemByFullName("lib", WorkflowJob.class)
                        .getProperty(ArtifactScopesProperty.class)
                        .getSharedWith())
                .startsWith("team/web");
        MultibranchScopesProperty saved = jenkins.jenkins
                .getItemByFullName("repo", WorkflowMultiBranchProject.class)
                .getProperties()
                .get(MultibranchScopesProperty.class);
        assertThat(saved.getSharedWith()).containsExactly("team/web");
        assertThat(saved.isChangeRequestsWrite()).isTrue();
    }

    @Test
    public void shouldShareWithAProjectWhoseFolderWasMovedAndNotWithWhoeverTakesItsName() throws Exception {
        Folder org = jenkins.createProject(Folder.class, "org");
        Items.move(team, org);
        assertThat(shared()).containsExactly("org/team/app", "teams/app", "team/app*", "org/team/gone");
        assertThat(ofRepo().getSharedWith()).containsExactly("org/team/app");
        assertThat(lib.getProperty(ArtifactScopesProperty.class).getQuota()).isEqualTo("1 GiB");
        lib.getProperty(ArtifactScopesProperty.class).setSharedWith(List.of("org/team/app"));
        jenkins.assertLogContains("read x", jenkins.assertBuildStatusSuccess(reads(app)));
        WorkflowJob other = jenkins.createProject(Folder.class, "team").createProject(WorkflowJob.class, "app");
        jenkins.assertLogContains(
                "team/app may not read the scope 'project' of lib",
                jenkins.assertBuildStatus(Result.FAILURE, reads(other)));
    }

    @Test
    public void shouldFollowWhenWhoeverRenamesMayNotSeeWhoShares() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("alice")
                .grant(
                        hudson.model.Item.READ,
                        hudson.model.Item.CONFIGURE,
                        hudson.model.Item.CREATE,
                        hudson.model.Item.DELETE)
                .onItems(team, app)
                .to("alice"));
        try (ACLContext alice = ACL.as2(User.getById("alice", true).impersonate2())) {
            assertThat(jenkins.jenkins.getItem("lib")).isNull();
            app.renameTo("web");
        }
        assertThat(shared()).startsWith("team/web");
    }

    @Test
    public void shouldGoOnNamingAProjectThatIsDeleted() throws Exception {
        app.delete();
        assertThat(shared()).startsWith("team/app");
    }
}
