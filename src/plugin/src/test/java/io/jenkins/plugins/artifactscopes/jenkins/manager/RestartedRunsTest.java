package io.jenkins.plugins.artifactscopes.jenkins.manager;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import jenkins.model.ArtifactManagerConfiguration;
import jenkins.model.StandardArtifactManager;
import org.jenkinsci.plugins.pipeline.modeldefinition.actions.RestartDeclarativePipelineAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Restarts from a stage after the choice of where artifacts are kept has changed. */
public class RestartedRunsTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Before
    public void select() {
        deselect();
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(new ScopedArtifactManagerFactory());
    }

    private static void deselect() {
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().clear();
    }

    private static WorkflowRun run(String options, String build, String deploy) throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("""
                pipeline {
                  agent any
                  %s
                  stages {
                    stage('Build') { steps { writeFile file: 'f', text: "built by $BUILD_NUMBER"; %s } }
                    stage('Deploy') { steps { deleteDir(); %s } }
                  }
                }""".formatted(options, build, deploy), true));
        return JENKINS.buildAndAssertSuccess(job);
    }

    private static WorkflowRun restarted(WorkflowRun first) throws Exception {
        JENKINS.jenkins.setQuietPeriod(0);
        first.getAction(RestartDeclarativePipelineAction.class).run("Deploy");
        JENKINS.waitUntilNoActivity();
        return first.getParent().getLastBuild();
    }

    @Test
    public void shouldRestartWhatArchivedNothingWhenItIsNotSelectedAnyMore() throws Exception {
        WorkflowRun first = run("", "echo 'built'", "echo 'deployed'");
        assertThat(first.getArtifactManager()).isInstanceOf(ScopedArtifactManager.class);
        deselect();
        WorkflowRun second = JENKINS.assertBuildStatusSuccess(restarted(first));
        assertThat(second.getNumber()).isEqualTo(2);
        JENKINS.assertLogContains("deployed", second);
        JENKINS.assertLogNotContains("workflow scope", second);
    }

    @Test
    public void shouldCopyTheWorkflowScopeAndSayWhereItIsWhenItIsNotSelectedAnyMore() throws Exception {
        WorkflowRun first = run(
                "",
                "archiveArtifacts 'f'",
                "artifactPull scope: 'workflow', path: 'f'; echo \"deploys what was ${readFile('f')}\"");
        deselect();
        WorkflowRun second = JENKINS.assertBuildStatusSuccess(restarted(first));
        JENKINS.assertLogContains("Copied 1 file(s) of the workflow scope of #1", second);
        JENKINS.assertLogContains("artifactPull finds them, unarchive does not", second);
        JENKINS.assertLogContains("deploys what was built by 1", second);
    }

    @Test
    public void shouldRefuseToLoseStashesWhenItIsNotSelectedAnyMore() throws Exception {
        WorkflowRun first = run("options { preserveStashes() }", "stash 'kept'", "unstash 'kept'");
        deselect();
        WorkflowRun second = JENKINS.assertBuildStatus(Result.FAILURE, restarted(first));
        JENKINS.assertLogContains(
                "The stashes of " + first.getFullDisplayName() + " are kept by Artifact Scopes", second);
    }

    @Test
    public void shouldArchiveHereInARestartOfARunThatHadNeitherArtifactsNorStashes() throws Exception {
        WorkflowRun first = run(
                "options { preserveStashes() }",
                "echo 'built'",
                "script { if (env.BUILD_NUMBER == '2') { writeFile file: 'g', text: ''; archiveArtifacts 'g' } }");
        assertThat(first.getArtifactManager()).isInstanceOf(StandardArtifactManager.class);
        WorkflowRun second = JENKINS.assertBuildStatusSuccess(restarted(first));
        assertThat(second.getArtifactManager()).isInstanceOf(ScopedArtifactManager.class);
        assertThat(second.getArtifactManager().root().list("**")).containsExactly("g");
    }

    @Test
    public void shouldShowWhatWasCopiedFromARunThatPushedBeforeItWasSelected() throws Exception {
        deselect();
        WorkflowRun first = run(
                "options { preserveStashes() }",
                "artifactPush scope: 'workflow', path: 'f'",
                "script { if (env.BUILD_NUMBER == '2') { unarchive mapping: ['f': 'f'] } }");
        assertThat(first.getArtifactManager()).isInstanceOf(StandardArtifactManager.class);
        select();
        WorkflowRun second = JENKINS.assertBuildStatusSuccess(restarted(first));
        assertThat(second.getArtifactManager().root().list("**")).containsExactly("f");
    }
}
