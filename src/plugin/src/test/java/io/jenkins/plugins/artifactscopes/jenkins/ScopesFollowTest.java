package io.jenkins.plugins.artifactscopes.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.catalog.UsagePoint;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.File;
import java.nio.file.Files;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsSessionRule;

public class ScopesFollowTest {
    private static final String PUSH_EVERYWHERE = """
            node {
              writeFile file: 'f', text: 'x'
              for (scope in ['job', 'workflow', 'project']) { artifactPush scope: scope, path: 'f', force: true }
            }""";

    private static final String PULL = """
            node {
              deleteDir()
              assert artifactPull(scope: 'project', path: 'f').bytes == 1
            }""";

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    private static List<String> projects() throws Exception {
        return ScopeService.get().catalog().projects("", 10);
    }

    @Test
    public void shouldKeepTheCatalogInStepWithJobsAndRuns() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "app");
            job.setDefinition(new CpsFlowDefinition(PUSH_EVERYWHERE, true));
            jenkins.buildAndAssertSuccess(job);
            jenkins.buildAndAssertSuccess(job);
            Catalog catalog = ScopeService.get().catalog();
            assertThat(catalog.size()).isEqualTo(5);
            assertThat(new File(job.getRootDir(), "artifact-scopes/project/manifest.jsonl"))
                    .exists();
            job.getBuildByNumber(1).delete();
            assertThat(catalog.size()).isEqualTo(3);
            ScopeService.get().sweep(() -> false);
            List<UsagePoint> kept = catalog.history().points("app");
            job.renameTo("app 2");
            assertThat(projects()).containsExactly("app 2");
            assertThat(catalog.history().points("app 2")).isEqualTo(kept).isNotEmpty();
            assertThat(catalog.size()).isEqualTo(3);
            Folder folder = jenkins.createProject(Folder.class, "team");
            hudson.model.Items.move(job, folder);
            assertThat(projects()).containsExactly("team/app 2");
        });
        sessions.then(jenkins -> {
            assertThat(projects()).containsExactly("team/app 2");
            WorkflowJob job = jenkins.jenkins.getItemByFullName("team/app 2", WorkflowJob.class);
            job.setDefinition(new CpsFlowDefinition(PULL, true));
            jenkins.buildAndAssertSuccess(job);
            job.delete();
            assertThat(projects()).isEmpty();
            assertThat(ScopeService.get().catalog().size()).isZero();
        });
    }

    @Test
    public void shouldFollowWithTheOthersWhenOneScopeIsDamaged() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "app");
            job.setDefinition(new CpsFlowDefinition(PUSH_EVERYWHERE, true));
            File damaged = jenkins.buildAndAssertSuccess(job).getRootDir();
            jenkins.buildAndAssertSuccess(job);
            Files.delete(damaged.toPath().resolve("artifact-scopes/workflow/manifest.jsonl"));
            Catalog catalog = ScopeService.get().catalog();
            job.renameTo("moved");
            assertThat(catalog.allScopes("moved"))
                    .contains(ScopeId.project("moved"), ScopeId.workflow("moved", "2"))
                    .doesNotContain(ScopeId.workflow("moved", "1"));
            assertThat(catalog.usage("moved").files()).isEqualTo(4);
        });
    }
}
