package io.jenkins.plugins.artifactscopes.jenkins.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.matrix.AxisList;
import hudson.matrix.MatrixBuild;
import hudson.matrix.MatrixProject;
import hudson.matrix.MatrixRun;
import hudson.matrix.TextAxis;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.artifactscopes.jenkins.RunScopes;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ArtifactScopesConfiguration;
import io.jenkins.plugins.artifactscopes.jenkins.freestyle.PushArtifacts;
import java.nio.charset.StandardCharsets;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.SingleFileSCM;

/** Runs whose artifacts stay though they have expired. */
public class KeptRunsTest {
    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private static long swept() throws Exception {
        return RetentionWork.run(TaskListener.NULL, () -> false).removal().files();
    }

    @Test
    public void shouldLeaveAConfigurationOfAMatrixAloneThatIsKeptForEver() throws Exception {
        MatrixProject matrix = jenkins.createProject(MatrixProject.class, "matrix");
        matrix.setAxes(new AxisList(new TextAxis("os", "linux", "win/../10")));
        matrix.setScm(new SingleFileSCM("f", "x".getBytes(StandardCharsets.UTF_8)));
        PushArtifacts push = new PushArtifacts("job", "f");
        push.setExpireIn("PT1S");
        matrix.getPublishersList().add(push);
        MatrixBuild build = jenkins.buildAndAssertSuccess(matrix);
        Thread.sleep(1500);
        MatrixRun kept = build.getExactRuns().get(1);
        kept.keepLog(true);
        assertThat(swept()).isEqualTo(1);
        assertThat(RunScopes.of(build).inUse(ScopeService.get().catalog())).containsExactly(RunScopes.own(kept));
        kept.keepLog(false);
        assertThat(swept()).isEqualTo(1);
    }

    @Test
    public void shouldKeepARunThatMayYetBecomeTheLatestSuccessfulOne() throws Exception {
        ArtifactScopesConfiguration.get().setKeepLatestSuccessful(true);
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "app");
        job.setDefinition(new CpsFlowDefinition("""
                node {
                  writeFile file: 'f', text: 'x'
                  artifactPush scope: 'workflow', path: 'f', expireIn: 'PT1S'
                  unstable 'a test failed'
                  sleep 1
                  echo 'expired'
                  sleep 3
                }""", true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("expired", run);
        assertThat(run.isBuilding()).isTrue();
        assertThat(swept()).isZero();
        jenkins.assertBuildStatus(Result.UNSTABLE, jenkins.waitForCompletion(run));
        assertThat(job.getLastSuccessfulBuild()).isEqualTo(run);
        assertThat(swept()).isZero();
        ArtifactScopesConfiguration.get().setKeepLatestSuccessful(false);
        assertThat(swept()).isEqualTo(1);
    }
}
