package io.jenkins.plugins.artifactscopes.jenkins.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
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
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        ExtensionList.lookupSingleton(RetentionWork.class).execute(new StreamTaskListener(log, StandardCharsets.UTF_8));
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("Deleted what has expired: 1 file, 1 B");
        // What has expired stays listed for a while, without files.
        assertThat(ScopeService.get().catalog().usage("app").files()).isEqualTo(1);
    }
}
