package io.jenkins.plugins.artifactscopes.jenkins.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.PeriodicWork;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

/** The task as Jenkins runs it, over restarts. */
public class RetentionTaskTest {
    private static final String PUSH = """
            node {
              writeFile file: 'f', text: 'x'
              artifactPush scope: 'workflow', path: 'f', expireIn: 'PT1S'
              sleep 2
            }""";

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    private static void build(JenkinsRule jenkins, String name) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition(PUSH, true));
        jenkins.buildAndAssertSuccess(job);
    }

    private Path log() {
        return sessions.getHome().toPath().resolve("logs/tasks/Artifact scopes retention.log");
    }

    /** As the timer runs it; gives what its log says once it has finished for the n-th time. */
    private String ran(int times) throws Exception {
        ExtensionList.lookupSingleton(RetentionWork.class).doRun();
        String said = "";
        for (int i = 0; i < 300 && said.split("Finished at ", -1).length <= times; i++) {
            Thread.sleep(100);
            said = Files.exists(log()) ? Files.readString(log()) : "";
        }
        return said.substring(said.lastIndexOf("Started at "));
    }

    private static boolean holds(String project) throws Exception {
        return ScopeService.get()
                .store()
                .find(ScopeId.workflow(project, "1"), ArtifactPath.of("f"))
                .isPresent();
    }

    private static String manage(JenkinsRule jenkins) throws Exception {
        return jenkins.createWebClient()
                .withJavaScriptEnabled(false)
                .goTo("manage")
                .getWebResponse()
                .getContentAsString();
    }

    @Test
    public void shouldShowAScopeThatCannotBeSweptToAdministratorsAfterARestartUntilItCan() throws Throwable {
        sessions.then(jenkins -> {
            build(jenkins, "hurt");
            build(jenkins, "whole");
            assertThat(PeriodicWork.all().get(RetentionWork.class)).isNotNull();
        });
        Path manifest =
                sessions.getHome().toPath().resolve("jobs/hurt/builds/1/artifact-scopes/workflow/manifest.jsonl");
        byte[] was = Files.readAllBytes(manifest);
        Files.delete(manifest);
        Files.createDirectories(manifest.resolve("in the way"));
        sessions.then(jenkins -> {
            assertThat(ran(1)).contains("Could not sweep workflow 1 of hurt", "Deleted what has expired: 1 file, 1 B");
            assertThat(RetentionMonitor.get().isActivated()).isTrue();
            assertThat(manage(jenkins))
                    .contains("Artifacts that have expired could not be deleted", "workflow 1 of hurt")
                    .doesNotContain("workflow 1 of whole");
            assertThat(holds("whole")).isFalse();
        });
        Files.delete(manifest.resolve("in the way"));
        Files.delete(manifest);
        Files.write(manifest, was);
        sessions.then(jenkins -> {
            assertThat(ran(2)).contains("Deleted what has expired: 1 file, 1 B").doesNotContain("Could not sweep");
            assertThat(RetentionMonitor.get().isActivated()).isFalse();
            assertThat(holds("hurt")).isFalse();
        });
    }
}
