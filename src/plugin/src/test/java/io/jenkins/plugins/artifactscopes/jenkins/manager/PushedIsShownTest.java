package io.jenkins.plugins.artifactscopes.jenkins.manager;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Run;
import hudson.tasks.LogRotator;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.freestyle.PushArtifacts;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import jenkins.model.ArtifactManagerConfiguration;
import jenkins.model.StandardArtifactManager;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.SingleFileSCM;

/** What is pushed to the workflow scope is among Jenkins' own artifacts of the run, from the moment on at which it is there. */
public class PushedIsShownTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Before
    public void select() {
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().clear();
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(new ScopedArtifactManagerFactory());
    }

    private static WorkflowRun pipeline(String script) throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return JENKINS.buildAndAssertSuccess(job);
    }

    private static String[] shown(Run<?, ?> run) {
        return run.getArtifacts().stream()
                .map(artifact -> artifact.relativePath)
                .toArray(String[]::new);
    }

    @Test
    public void shouldUnarchiveWhatTheSameBuildPushed() throws Exception {
        WorkflowRun run = pipeline("""
                node {
                  writeFile file: 'f', text: 'pushed'
                  artifactPush scope: 'workflow', path: 'f'
                  deleteDir()
                  unarchive mapping: ['f': 'g']
                  echo "there is ${readFile('g')}"
                }""");
        JENKINS.assertLogContains("there is pushed", run);
    }

    @Test
    public void shouldShowWhatAPipelineThatKeepsItsStashesPushed() throws Exception {
        WorkflowRun run = pipeline("""
                pipeline {
                  agent any
                  options { preserveStashes() }
                  stages { stage('A') { steps { writeFile file: 'f', text: ''; artifactPush scope: 'workflow', path: 'f' } } }
                }""");
        assertThat(shown(run)).containsExactly("f");
    }

    @Test
    public void shouldShowAndDeleteWhatAFreestyleBuildPushed() throws Exception {
        FreeStyleProject project = JENKINS.createFreeStyleProject();
        project.setScm(new SingleFileSCM("f", "pushed"));
        project.getPublishersList().add(new PushArtifacts("workflow", "f"));
        project.setBuildDiscarder(new LogRotator(-1, -1, -1, 1));
        FreeStyleBuild first = JENKINS.buildAndAssertSuccess(project);
        assertThat(shown(first)).containsExactly("f");
        FreeStyleBuild second = JENKINS.buildAndAssertSuccess(project);
        project.logRotate();
        assertThat(shown(second)).containsExactly("f");
        assertThat(ScopeService.get().catalog().allScopes(project.getFullName()))
                .containsExactly(ScopeId.workflow(project.getFullName(), "2"));
    }

    @Test
    public void shouldLeaveARunAloneThatHasArtifactsElsewhere() throws Exception {
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().clear();
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("""
                node {
                  writeFile file: 'f', text: ''
                  archiveArtifacts 'f'
                  jenkins.model.ArtifactManagerConfiguration.get().artifactManagerFactories.add(
                      new io.jenkins.plugins.artifactscopes.jenkins.manager.ScopedArtifactManagerFactory())
                  writeFile file: 'g', text: ''
                  artifactPush scope: 'workflow', path: 'g'
                }""", false));
        WorkflowRun run = JENKINS.buildAndAssertSuccess(job);
        assertThat(run.getArtifactManager()).isInstanceOf(StandardArtifactManager.class);
        assertThat(shown(run)).containsExactly("f");
    }

    @Test
    public void shouldLeaveRunsAloneWhereItIsNotSelected() throws Exception {
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().clear();
        WorkflowRun run = pipeline("node { writeFile file: 'f', text: ''; artifactPush scope: 'workflow', path: 'f' }");
        assertThat(run.getArtifactManager()).isInstanceOf(StandardArtifactManager.class);
        assertThat(shown(run)).isEmpty();
    }

    @Test
    public void shouldShowNothingOfOtherScopes() throws Exception {
        WorkflowRun run = pipeline("""
                pipeline {
                  agent any
                  options { preserveStashes() }
                  stages { stage('A') { steps { writeFile file: 'f', text: ''; artifactPush scope: 'project', path: 'f' } } }
                }""");
        assertThat(run.getArtifactManager()).isInstanceOf(StandardArtifactManager.class);
    }
}
