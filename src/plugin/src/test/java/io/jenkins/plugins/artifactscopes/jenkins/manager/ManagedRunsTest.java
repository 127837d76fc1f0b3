package io.jenkins.plugins.artifactscopes.jenkins.manager;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Items;
import hudson.tasks.LogRotator;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.ArtifactManagerConfiguration;
import jenkins.model.StandardArtifactManager;
import jenkins.util.VirtualFile;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.JenkinsSessionRule;

public class ManagedRunsTest {
    private static final String ARCHIVE = """
            node {
              writeFile file: 'f', text: "build $BUILD_NUMBER"
              archiveArtifacts 'f'
              artifactPush scope: 'job', path: 'f'
              stash 'kept'
            }""";

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    private static String text(WorkflowRun run) throws IOException {
        VirtualFile file = run.getArtifactManager().root().child("f");
        try (InputStream in = file.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What the catalog has, without the ids of the jobs. */
    private static List<String> scopes(String project) throws IOException {
        List<String> found = new ArrayList<>();
        for (ScopeId scope : ScopeService.get().catalog().allScopes(project)) {
            found.add(scope.scope().word() + " of " + scope.workflow().orElse("-"));
        }
        return found;
    }

    private static WorkflowJob job(JenkinsRule jenkins, String name) {
        return jenkins.jenkins.getItemByFullName(name, WorkflowJob.class);
    }

    @Test
    public void shouldStayWithTheBuildWhateverBecomesOfItsJob() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "app");
            job.setDefinition(new CpsFlowDefinition(ARCHIVE, true));
            assertThat(jenkins.buildAndAssertSuccess(job).getArtifactManager())
                    .isInstanceOf(StandardArtifactManager.class);
            ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(new ScopedArtifactManagerFactory());
            jenkins.configRoundtrip();
            assertThat(ArtifactManagerConfiguration.get()
                            .getArtifactManagerFactories()
                            .get(ScopedArtifactManagerFactory.class))
                    .isNotNull();
            WorkflowRun run = jenkins.buildAndAssertSuccess(job);
            Path record = run.getRootDir().toPath().resolve("build.xml");
            String xml = Files.readString(record);
            assertThat(xml).contains("<artifactManager class=\"" + ScopedArtifactManager.class.getName() + "\"");
            Files.writeString(
                    record,
                    xml.replaceFirst(
                            "<artifactManager class=\"([^\"]+)\"[^>]*/>",
                            "<artifactManager class=\"$1\" plugin=\"artifact-scopes@99\"><later>1</later></artifactManager>"));
            assertThat(Files.readString(record)).contains("<later>");
        });
        sessions.then(jenkins -> {
            WorkflowJob job = job(jenkins, "app");
            assertThat(job.getBuildByNumber(1).pickArtifactManager()).isInstanceOf(StandardArtifactManager.class);
            assertThat(text(job.getBuildByNumber(1))).isEqualTo("build 1");
            assertThat(text(job.getBuildByNumber(2))).isEqualTo("build 2");
            assertThat(scopes("app")).containsExactly("job of 1", "workflow of 2", "job of 2");
            job.renameTo("app 2");
            assertThat(text(job.getBuildByNumber(2))).isEqualTo("build 2");
            assertThat(scopes("app 2")).containsExactly("job of 1", "workflow of 2", "job of 2");
            Folder folder = jenkins.createProject(Folder.class, "team");
            Items.move(job, folder);
            folder.renameTo("crew");
            WorkflowRun run = job(jenkins, "crew/app 2").getBuildByNumber(2);
            assertThat(text(run)).isEqualTo("build 2");
            assertThat(run.getArtifacts()).hasSize(1);
            assertThat(ScopeService.get().catalog().projects("", 9)).containsExactly("crew/app 2");
            assertThat(scopes("crew/app 2")).containsExactly("job of 1", "workflow of 2", "job of 2");
        });
        sessions.then(jenkins -> {
            WorkflowJob job = job(jenkins, "crew/app 2");
            job.setBuildDiscarder(new LogRotator(-1, -1, -1, 1));
            WorkflowRun last = jenkins.buildAndAssertSuccess(job);
            job.logRotate();
            WorkflowRun run = job.getBuildByNumber(2);
            assertThat(run.getArtifacts()).isEmpty();
            assertThat(run.getHasArtifacts()).isFalse();
            assertThat(text(last)).isEqualTo("build 3");
            assertThat(scopes("crew/app 2")).containsExactly("job of 1", "workflow of 3", "job of 3");
            last.delete();
            assertThat(scopes("crew/app 2")).containsExactly("job of 1");
            job.delete();
            assertThat(ScopeService.get().catalog().size()).isZero();
        });
    }
}
