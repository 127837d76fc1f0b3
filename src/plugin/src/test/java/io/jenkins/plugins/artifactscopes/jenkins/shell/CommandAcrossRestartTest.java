package io.jenkins.plugins.artifactscopes.jenkins.shell;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsSessionRule;

public class CommandAcrossRestartTest {
    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    private static final String OF = "project=app&workflow=1";

    private String late = "";
    private String inTime = "";

    @Test
    public void shouldGoOnAfterTheControllerWasStartedAgainUntilTheBlockEndsAndEndPushesWithIt() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "app");
            job.setDefinition(new CpsFlowDefinition("""
                    node {
                      withArtifactScopes {
                        sh 'printf %s "$ARTIFACT_TOKEN" > token; touch waiting; while [ ! -e go ]; do sleep 0.2; done'
                        sh 'echo "$ARTIFACT_TOKEN"; printf %s "$ARTIFACT_TOKEN" | cmp - token && artifact push workflow waiting'
                      }
                      sh 'touch ended; while [ ! -e over ]; do sleep 0.2; done'
                    }""", true));
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage("touch waiting", run);
            FilePath workspace = jenkins.jenkins.getWorkspaceFor(job);
            await(workspace.child("waiting"));
            TokenClient client =
                    new TokenClient(jenkins, workspace.child("token").readToString());
            assertThat(client.list("workflow", OF)).isEqualTo(200);
            late = client.push("late", OF);
            inTime = client.push("intime", OF);
        });
        sessions.then(jenkins -> {
            WorkflowRun run =
                    jenkins.jenkins.getItemByFullName("app", WorkflowJob.class).getBuildByNumber(1);
            FilePath workspace = jenkins.jenkins.getWorkspaceFor(run.getParent());
            TokenClient client =
                    new TokenClient(jenkins, workspace.child("token").readToString());
            assertThat(client.list("workflow", OF)).isEqualTo(200);
            assertThat(client.content(late)).isEqualTo(204);
            assertThat(client.content(inTime)).isEqualTo(204);
            assertThat(client.commit(inTime)).isEqualTo(200);
            workspace.child("go").touch(0);
            await(workspace.child("ended"));
            assertThat(client.list("workflow", OF)).isEqualTo(401);
            assertThat(client.commit(late)).isEqualTo(403);
        });
        sessions.then(jenkins -> {
            WorkflowRun run =
                    jenkins.jenkins.getItemByFullName("app", WorkflowJob.class).getBuildByNumber(1);
            FilePath workspace = jenkins.jenkins.getWorkspaceFor(run.getParent());
            TokenClient client =
                    new TokenClient(jenkins, workspace.child("token").readToString());
            assertThat(client.list("workflow", OF)).isEqualTo(401);
            assertThat(client.commit(late)).isEqualTo(403);
            workspace.child("over").touch(0);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
            jenkins.assertLogContains("Pushed waiting to workflow", run);
            jenkins.assertLogNotContains("artifact_job_", run);
            assertThat(client.commit(late)).isEqualTo(403);
            ScopeId scope = ScopeId.workflow("app", "1");
            assertThat(ScopeService.get().catalog().inScope(scope, "", 9))
                    .extracting(ArtifactRecord::name)
                    .containsExactlyInAnyOrder("intime", "waiting");
        });
    }

    private static void await(FilePath file) throws Exception {
        for (int i = 0; i < 600 && !file.exists(); i++) {
            Thread.sleep(100);
        }
        assertThat(file.exists()).as(file.getRemote()).isTrue();
    }
}
