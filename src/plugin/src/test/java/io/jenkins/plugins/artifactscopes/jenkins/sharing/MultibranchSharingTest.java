package io.jenkins.plugins.artifactscopes.jenkins.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Result;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.MultibranchScopesProperty;
import java.util.List;
import jenkins.branch.BranchSource;
import jenkins.model.Jenkins;
import jenkins.scm.impl.SingleSCMSource;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.SingleFileSCM;

/** The multibranch project {@code team/repo} has the branch {@code main}, which has {@code f} in its scopes; {@code reader} wants it. */
public class MultibranchSharingTest {
    private static final String PUSH = """
        node {
          writeFile file: 'f', text: 'x'
          artifactPush scope: 'workflow', path: 'f'
          artifactPush scope: 'project', path: 'f', force: true
        }\
        """;

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private WorkflowMultiBranchProject repo;
    private WorkflowJob main;
    private WorkflowJob reader;

    @Before
    public void oneBranch() throws Exception {
        jenkins.jenkins.setQuietPeriod(0);
        Folder team = jenkins.createProject(Folder.class, "team");
        repo = team.createProject(WorkflowMultiBranchProject.class, "repo");
        branch(PUSH);
        reader = jenkins.createProject(WorkflowJob.class, "reader");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
    }

    /** Has {@code main} run this. */
    private void branch(String script) throws Exception {
        repo.getSourcesList().clear();
        repo.getSourcesList()
                .add(new BranchSource(
                        new SingleSCMSource("main", new SingleFileSCM("Jenkinsfile", script.getBytes()))));
        repo.scheduleBuild2(0).getFuture().get();
        jenkins.waitUntilNoActivity();
        main = repo.getItem("main");
        assertThat(main).as("main").isNotNull();
        // Indexing need not build what it has seen before.
        jenkins.buildAndAssertSuccess(main);
    }

    private void read(WorkflowJob job, String arguments, String message) throws Exception {
        job.setDefinition(new CpsFlowDefinition(
                "node { deleteDir()\nartifactPull path: 'f', " + arguments + "\necho 'read ' + readFile('f') }", true));
        WorkflowRun run = job.scheduleBuild2(0).get();
        boolean reads = message.startsWith("read ");
        jenkins.assertBuildStatus(reads ? Result.SUCCESS : Result.FAILURE, run);
        jenkins.assertLogContains(message, run);
    }

    private void share(String... with) throws Exception {
        MultibranchScopesProperty property = new MultibranchScopesProperty();
        property.setSharedWith(List.of(with));
        repo.addProperty(property);
    }

    @Test
    public void shouldReadTheProjectScopeOfTheProjectAndTheWorkflowOfABranch() throws Exception {
        share("reader");
        read(reader, "project: 'team/repo', scope: 'project'", "read x");
        read(reader, "project: 'team/repo/main', run: 1, scope: 'workflow'", "read x");
        read(reader, "project: 'team/repo', scope: 'workflow'", "Name one of them, such as project: 'team/repo/main'");
        read(reader, "project: 'team/repo/main', scope: 'project'", "Write project: 'team/repo'.");
        read(reader, "project: 'team/repo/none', scope: 'workflow'", "There is no project team/repo/none that");
    }

    @Test
    public void shouldReadNothingThatIsNotShared() throws Exception {
        read(reader, "project: 'team/repo', scope: 'project'", "There is no project team/repo that");
        read(reader, "project: 'team/repo/main', scope: 'workflow'", "There is no project team/repo/main that");
        share("other");
        read(reader, "project: 'team/repo', scope: 'project'", "There is no project team/repo that");
    }

    @Test
    public void shouldLetABranchShareItsOwnRunsOnly() throws Exception {
        branch("properties([artifactScopes(sharedWith: ['reader'])])\n" + PUSH);
        read(reader, "project: 'team/repo/main', scope: 'workflow'", "read x");
        read(reader, "project: 'team/repo', scope: 'project'", "There is no project team/repo that");
    }

    @Test
    public void shouldTakeABranchThatReadsForItselfAndNotForItsProject() throws Exception {
        reader.setDefinition(
                new CpsFlowDefinition("properties([artifactScopes(sharedWith: ['team/repo'])])\n" + PUSH, true));
        jenkins.buildAndAssertSuccess(reader);
        String script = "node { deleteDir()\nartifactPull project: '/reader', scope: 'project', path: 'f' }";
        repo.getSourcesList().clear();
        repo.getSourcesList()
                .add(new BranchSource(
                        new SingleSCMSource("main", new SingleFileSCM("Jenkinsfile", script.getBytes()))));
        repo.scheduleBuild2(0).getFuture().get();
        jenkins.waitUntilNoActivity();
        WorkflowRun refused = jenkins.assertBuildStatus(Result.FAILURE, main.scheduleBuild2(0));
        jenkins.assertLogContains("There is no project /reader that team/repo/main may read.", refused);
        reader.setDefinition(
                new CpsFlowDefinition("properties([artifactScopes(sharedWith: ['team/repo/*'])])\n" + PUSH, true));
        jenkins.buildAndAssertSuccess(reader);
        jenkins.buildAndAssertSuccess(main);
    }

    @Test
    public void shouldKeepTheSettingWhenTheFormIsSaved() throws Exception {
        share("team/a", "team/**");
        jenkins.jenkins.setAuthorizationStrategy(hudson.security.AuthorizationStrategy.UNSECURED);
        jenkins.configRoundtrip(repo);
        assertThat(repo.getProperties().get(MultibranchScopesProperty.class).getSharedWith())
                .containsExactly("team/a", "team/**");
    }
}
