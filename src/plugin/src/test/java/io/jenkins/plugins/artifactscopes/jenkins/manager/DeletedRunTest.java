package io.jenkins.plugins.artifactscopes.jenkins.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

    private static final String EVERYWHERE = """
            node {
              writeFile file: 'f', text: ''
              archiveArtifacts 'f'
              artifactPush scope: 'job', path: 'f'
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

    /** As core does, whatever is in a build's directory. */
    @Test
    public void shouldDeleteRunsWhoseArtifactsAreDamaged() throws Exception {
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(new ScopedArtifactManagerFactory());
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "app");
        job.setDefinition(new CpsFlowDefinition(EVERYWHERE, true));
        WorkflowRun first = jenkins.buildAndAssertSuccess(job);
        WorkflowRun second = jenkins.buildAndAssertSuccess(job);
        for (WorkflowRun run : List.of(first, second)) {
            Path manifest = run.getRootDir().toPath().resolve("artifact-scopes/workflow/manifest.jsonl");
            Files.writeString(manifest, "garbage\n" + Files.readString(manifest));
        }
        assertThat(first.getArtifactManager().delete()).isTrue();
        assertThat(first.getRootDir().toPath().resolve("artifact-scopes/workflow"))
                .doesNotExist();
        assertThat(ScopeService.get().catalog().allScopes("app"))
                .allMatch(scope -> scope.workflow().equals(Optional.of("2")));
        second.delete();
        assertThat(second.getRootDir()).doesNotExist();
        assertThat(job.getBuildByNumber(2)).isNull();
        assertThat(ScopeService.get().catalog().size()).isZero();
    }
}
