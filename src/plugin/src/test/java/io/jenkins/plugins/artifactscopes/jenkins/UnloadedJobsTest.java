package io.jenkins.plugins.artifactscopes.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.TaskListener;
import io.jenkins.plugins.artifactscopes.jenkins.cleanup.RetentionWork;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsSessionRule;
import org.jvnet.hudson.test.MockFolder;

/** A job that does not load is not one that was deleted. */
public class UnloadedJobsTest {
    private static final List<ScopeId> SCOPES = List.of(ScopeId.project("team/app"), ScopeId.workflow("team/app", "1"));

    @Rule
    public final JenkinsSessionRule sessions = new JenkinsSessionRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldNotForgetWhatTheyHave() throws Throwable {
        Path config = sessions.getHome().toPath().resolve("jobs/team/jobs/app/config.xml");
        sessions.then(jenkins -> {
            MockFolder team = jenkins.createFolder("team");
            WorkflowJob job = team.createProject(WorkflowJob.class, "app");
            job.setDefinition(new CpsFlowDefinition("""
                    node {
                      writeFile file: 'f', text: 'x'
                      for (scope in ['project', 'workflow']) { artifactPush scope: scope, path: 'f' }
                    }""", true));
            jenkins.buildAndAssertSuccess(job);
        });
        String whole = Files.readString(config);
        Files.writeString(config, "<of-a-plugin-that-is-missing/>");
        sessions.then(jenkins -> {
            assertThat(jenkins.jenkins.getItemByFullName("team/app")).isNull();
            RetentionWork.run(TaskListener.NULL, () -> false);
            assertListed();
        });
        Files.writeString(config, whole);
        sessions.then(jenkins -> {
            assertListed();
            jenkins.jenkins.getItemByFullName("team/app").delete();
            for (ScopeId scope : SCOPES) {
                assertThat(ScopeService.get().catalog().find(scope, "f")).isEmpty();
            }
        });
    }

    /** Whoever opens a scope has the catalog brought in step with what is there. */
    private static void assertListed() throws Exception {
        for (ScopeId scope : SCOPES) {
            try (ScopeTree tree = ScopeService.get().store().open(scope, ArtifactPath.ROOT)) {
                assertThat(tree.entries().hasNext()).isTrue();
            }
            assertThat(ScopeService.get().catalog().find(scope, "f")).isPresent();
        }
    }

    @Test
    public void shouldBeFoundByTheirNameAlone() throws Exception {
        Path home = folder.getRoot().toPath();
        Path app = Files.createDirectories(home.resolve("jobs/team/jobs/app"));
        Files.createFile(app.resolve("config.xml"));
        Files.createDirectories(home.resolve("jobs/nothing"));
        Path plain = Files.createDirectories(app.resolve("branches/main"));
        Files.createFile(plain.resolve("config.xml"));
        Path mangled = Files.createDirectories(app.resolve("branches/feature-x.0abc"));
        Files.createFile(mangled.resolve("config.xml"));
        Files.writeString(mangled.resolve("name-utf-8.txt"), "feature%2Fx");

        assertThat(UnloadedJobs.project(home, "team/app")).isEqualTo(app);
        for (String none :
                List.of("nothing", "app", "team", "team/app/..", "../team/app", "team//app", "", "team/jobs/app")) {
            assertThat(UnloadedJobs.project(home, none)).as(none).isNull();
        }
        assertThat(UnloadedJobs.branch(app, "main")).isEqualTo(plain);
        assertThat(UnloadedJobs.branch(app, "feature%2Fx")).isEqualTo(mangled);
        for (String none : List.of("feature", "", "..", "../branches/main", "main/../main")) {
            assertThat(UnloadedJobs.branch(app, none)).as(none).isNull();
        }
    }
}
