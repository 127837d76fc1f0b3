package io.jenkins.plugins.artifactscopes.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsSessionRule;

public class StepsAcrossRestartTest {
    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Test
    public void shouldFindTheSameJobScopeAfterTheControllerWasStartedAgain() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "app");
            job.setDefinition(new CpsFlowDefinition("""
                    node {
                      writeFile file: 'f', text: 'x'
                      def pushed = artifactPush scope: 'job', path: 'f'
                      sh 'touch waiting; while [ ! -e go ]; do sleep 0.2; done'
                      assert pushed.files == 1
                      artifactPull scope: 'job', path: 'f', destination: 'back'
                      assert readFile('back') == 'x'
                    }""", true));
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("touch waiting", run);
        });
        sessions.then(jenkins -> {
            WorkflowRun run =
                    jenkins.jenkins.getItemByFullName("app", WorkflowJob.class).getBuildByNumber(1);
            jenkins.jenkins.getWorkspaceFor(run.getParent()).child("go").write("", "UTF-8");
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        });
    }

    @Test
    public void shouldCallJobsByTheirStagesAfterTheControllerWasStartedAgain() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "app");
            job.setDefinition(new CpsFlowDefinition("""
                    stage('Test') {
                      node {
                        writeFile file: 'f', text: 'x'
                        artifactPush scope: 'job', path: 'f'
                      }
                    }""", true));
            jenkins.buildAndAssertSuccess(job);
        });
        sessions.then(jenkins -> {
            String page = jenkins.createWebClient()
                    .withJavaScriptEnabled(false)
                    .goTo("job/app/1/artifact-scopes/")
                    .asNormalizedText();
            assertThat(page).contains("Test").doesNotContain("node ");
        });
    }

    @Test
    public void shouldEndInAClearFailureWhenTheControllerGoesDownDuringAPush() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "app");
            job.setDefinition(new CpsFlowDefinition("""
                    retry(count: 2, conditions: [nonresumable()]) {
                      node {
                        sh 'mkdir -p huge; truncate -s 64G huge/file; touch tried'
                        if (!fileExists('again')) {
                          writeFile file: 'again', text: ''
                          echo 'now'
                          artifactPush scope: 'workflow', path: 'huge'
                        }
                        assert artifactList(scope: 'workflow', path: '.') == []
                        artifactPush scope: 'workflow', path: 'tried'
                      }
                    }""", true));
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("now", run);
            Thread.sleep(1000);
        });
        sessions.then(jenkins -> {
            WorkflowRun run =
                    jenkins.jenkins.getItemByFullName("app", WorkflowJob.class).getBuildByNumber(1);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            jenkins.assertLogContains("`artifactPush` cannot be resumed after a controller restart", run);
            jenkins.assertLogContains("Pushed tried to workflow: 1 file", run);
        });
    }
}
