package io.jenkins.plugins.artifactscopes.jenkins.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.ExtensionList;
import hudson.model.TaskListener;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.AgeRule;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ArtifactScopesConfiguration;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ArtifactScopesProperty;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ScopeRetention;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class RetentionWorkTest {
    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Test
    public void shouldDeleteWhatHasExpiredAndNothingElse() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "app");
        job.setDefinition(new CpsFlowDefinition("""
                node {
                  writeFile file: 'f', text: 'x'
                  artifactPush scope: 'workflow', path: 'f', destination: 'short', expireIn: 'PT1S'
                  artifactPush scope: 'workflow', path: 'f', destination: 'long', expireIn: '1h'
                  sleep 2
                }""", true));
        jenkins.buildAndAssertSuccess(job);
        assertThat(sweep()).contains("Deleted what has expired: 1 file, 1 B");
        ScopeId scope = ScopeId.workflow("app", "1");
        assertThat(ScopeService.get().store().find(scope, ArtifactPath.of("short")))
                .isEmpty();
        assertThat(ScopeService.get().store().find(scope, ArtifactPath.of("long")))
                .isPresent();
    }

    private static String sweep() throws Exception {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        ExtensionList.lookupSingleton(RetentionWork.class).execute(new StreamTaskListener(log, StandardCharsets.UTF_8));
        return log.toString(StandardCharsets.UTF_8);
    }

    private WorkflowJob expiring() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "app");
        job.setDefinition(new CpsFlowDefinition("""
                node {
                  writeFile file: 'f', text: 'x'
                  for (scope in ['job', 'workflow']) { artifactPush scope: scope, path: 'f', expireIn: 'PT1S' }
                  sleep 2
                }""", true));
        return job;
    }

    @Test
    public void shouldLeaveARunAloneThatIsKeptForEver() throws Exception {
        WorkflowJob job = expiring();
        WorkflowRun kept = jenkins.buildAndAssertSuccess(job);
        jenkins.buildAndAssertSuccess(job);
        kept.keepLog(true);
        assertThat(sweep()).contains("Deleted what has expired: 2 files, 2 B");
        kept.keepLog(false);
        assertThat(sweep()).contains("Deleted what has expired: 2 files, 2 B");
        assertThat(sweep()).contains("Deleted what has expired: 0 files");
    }

    @Test
    public void shouldSayOverRestThatARunThatIsKeptDoesNotExpire() throws Exception {
        WorkflowJob job = expiring();
        WorkflowRun kept = jenkins.buildAndAssertSuccess(job);
        String list = "artifact-scopes/repos/-/app/actions/runs/1/artifacts";
        assertThat(rest(list)).contains("\"expired\":true").doesNotContain("\"expires_at\":null");
        kept.keepLog(true);
        assertThat(rest(list)).contains("\"expires_at\":null").doesNotContain("\"expired\":true");
        kept.keepLog(false);
        assertThat(rest(list)).contains("\"expired\":true");
    }

    private String rest(String path) throws Exception {
        return jenkins.createWebClient()
                .withJavaScriptEnabled(false)
                .goTo(path, "application/json")
                .getWebResponse()
                .getContentAsString();
    }

    @Test
    public void shouldKeepTheLatestSuccessfulRunWhereSoConfigured() throws Exception {
        ArtifactScopesConfiguration.get().setKeepLatestSuccessful(true);
        WorkflowJob job = expiring();
        jenkins.buildAndAssertSuccess(job);
        jenkins.buildAndAssertSuccess(job);
        assertThat(sweep()).contains("Deleted what has expired: 2 files, 2 B");
        ArtifactScopesConfiguration.get().setKeepLatestSuccessful(false);
        assertThat(sweep()).contains("Deleted what has expired: 2 files, 2 B");
    }

    @Test
    public void shouldDateWhatIsStoredByAPolicyThatChanges() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "app");
        job.setDefinition(new CpsFlowDefinition(
                "node { writeFile file: 'f', text: 'x'; artifactPush scope: 'workflow', path: 'f'; sleep 2 }", true));
        jenkins.buildAndAssertSuccess(job);
        assertThat(sweep()).contains("0 files");
        ScopeRetention workflow = new ScopeRetention("workflow");
        workflow.setCap("PT1S");
        ArtifactScopesConfiguration.get().setRetention(List.of(workflow));
        assertThat(sweep()).contains("Deleted what has expired: 1 file, 1 B");
    }

    @Test
    public void shouldSweepTheOthersWhenAPolicyChangesAndOneScopeIsDamaged() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "app");
        job.setDefinition(new CpsFlowDefinition(
                "node { writeFile file: 'f', text: 'x'; artifactPush scope: 'workflow', path: 'f'; sleep 2 }", true));
        WorkflowRun damaged = jenkins.buildAndAssertSuccess(job);
        jenkins.buildAndAssertSuccess(job);
        try (Stream<Path> files = Files.walk(damaged.getRootDir().toPath())) {
            Files.delete(files.filter(file -> file.endsWith("manifest.jsonl"))
                    .findFirst()
                    .orElseThrow());
        }
        ScopeRetention workflow = new ScopeRetention("workflow");
        workflow.setCap("PT1S");
        ArtifactScopesConfiguration.get().setRetention(List.of(workflow));
        assertThat(sweep())
                .contains("Deleted what has expired: 1 file, 1 B")
                .contains("Could not sweep workflow 1 of app; the next sweep tries again");
        assertThat(RetentionMonitor.get().isActivated()).isTrue();
    }

    @Test
    public void shouldSweepByTheDatesThatThereAreWhenNothingCanBeDatedAnew() throws Exception {
        jenkins.buildAndAssertSuccess(expiring());
        Path applied = jenkins.jenkins.getRootDir().toPath().resolve("artifact-scopes/applied-policies");
        Files.deleteIfExists(applied);
        Files.createDirectory(applied);
        assertThatThrownBy(() -> RetentionWork.run(TaskListener.NULL, () -> false))
                .isInstanceOf(IOException.class);
        assertThat(ScopeService.get().store().find(ScopeId.workflow("app", "1"), ArtifactPath.of("f")))
                .isEmpty();
        assertThat(RetentionMonitor.get().isActivated()).isTrue();
    }

    @Test
    public void shouldDateWhatAProjectHasByItsOwnPolicy() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "app");
        job.setDefinition(new CpsFlowDefinition(
                "node { writeFile file: 'f', text: 'x'; artifactPush scope: 'workflow', path: 'f'; sleep 2 }", true));
        jenkins.buildAndAssertSuccess(job);
        ScopeRetention workflow = new ScopeRetention("workflow");
        workflow.setRules(List.of(new AgeRule("f", "PT1S")));
        ArtifactScopesProperty property = new ArtifactScopesProperty();
        property.setRetention(List.of(workflow));
        job.addProperty(property);
        assertThat(sweep()).contains("Deleted what has expired: 1 file, 1 B");
    }

    @Test
    public void shouldRefuseAPushBeyondTheQuota() throws Exception {
        ArtifactScopesConfiguration.get().setQuota("10 B");
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "app");
        job.setDefinition(new CpsFlowDefinition(
                "node { writeFile file: 'f', text: 'more than ten'; artifactPush scope: 'workflow', path: 'f' }",
                true));
        jenkins.assertLogContains(
                "would exceed the quota of project app",
                jenkins.assertBuildStatus(hudson.model.Result.FAILURE, job.scheduleBuild2(0)));
    }

    @Test
    public void shouldShowAFailureToAdministratorsUntilASweepGoesWell() throws Exception {
        RetentionMonitor.get().tell(List.of("workflow 1 of <b>app</b>: No space left on device"));
        String page = jenkins.createWebClient()
                .withJavaScriptEnabled(false)
                .goTo("manage")
                .getWebResponse()
                .getContentAsString();
        assertThat(page)
                .contains("Artifacts that have expired could not be deleted")
                .contains("workflow 1 of &lt;b")
                .contains("No space left on device")
                .doesNotContain("<b>app");
        sweep();
        assertThat(RetentionMonitor.get().isActivated()).isFalse();
    }
}
