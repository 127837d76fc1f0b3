package io.jenkins.plugins.artifactscopes.jenkins.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.File;
import java.io.InputStream;
import jenkins.model.ArtifactManagerConfiguration;
import jenkins.util.VirtualFile;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class DeletedRunTest {
    private static final String TWO_MEGABYTES = """
            node {
              writeFile file: 'big', text: '0123456789abcdef' * 131072
              writeFile file: 'small', text: 'small'
              archiveArtifacts 'big, small'
            }""";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Test
    public void shouldLetReadersEndThatBeganBeforeTheRunWasDeleted() throws Exception {
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(new ScopedArtifactManagerFactory());
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "app");
        job.setDefinition(new CpsFlowDefinition(TWO_MEGABYTES, true));
        WorkflowRun run = jenkins.buildAndAssertSuccess(job);
        File directory = run.getRootDir();
        VirtualFile root = run.getArtifactManager().root();
        try (InputStream big = root.child("big").open();
                InputStream small = root.child("small").open()) {
            assertThat(big.readNBytes(16)).asString().isEqualTo("0123456789abcdef");
            run.delete();
            assertThat(directory).doesNotExist();
            assertThat(big.readAllBytes()).hasSize((2 << 20) - 16).endsWith("f".getBytes());
            assertThat(small.readAllBytes()).asString().isEqualTo("small");
        }
        assertThat(root.child("big").exists()).isFalse();
        assertThat(ScopeService.get().catalog().size()).isZero();
        assertThat(ScopeService.get().store().find(ScopeId.workflow("app", "1"), ArtifactPath.of("small")))
                .isEmpty();
    }
}
