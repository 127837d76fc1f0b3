package io.jenkins.plugins.artifactscopes.jenkins.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import jenkins.model.StandardArtifactManager;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What Jenkins goes on to keep by itself while Artifact Scopes is selected. */
public class LeftToJenkinsTest {
    private static final String SELECTED_BETWEEN = """
            node {
              writeFile file: 'f', text: 'stashed'
              stash 's'
              jenkins.model.ArtifactManagerConfiguration.get().artifactManagerFactories.replaceBy([
                  new io.jenkins.plugins.artifactscopes.jenkins.manager.ScopedArtifactManagerFactory()])
              deleteDir()
              unstash 's'
              archiveArtifacts 'f'
            }""";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Test
    public void shouldLeaveABuildToJenkinsThatHadStashedBeforeItWasSelected() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "app");
        job.setDefinition(new CpsFlowDefinition(SELECTED_BETWEEN, false));
        WorkflowRun run = jenkins.buildAndAssertSuccess(job);
        assertThat(new File(run.getRootDir(), "stashes")).doesNotExist();
        assertThat(run.getArtifactManager()).isInstanceOf(StandardArtifactManager.class);
        assertThat(run.getArtifactManager().root().child("f").isFile()).isTrue();
        assertThat(jenkins.buildAndAssertSuccess(job).getArtifactManager()).isInstanceOf(ScopedArtifactManager.class);
    }
}
