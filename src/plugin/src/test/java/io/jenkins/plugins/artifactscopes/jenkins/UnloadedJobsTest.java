package io.jenkins.plugins.artifactscopes.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Util;
import hudson.model.TaskListener;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.jenkins.cleanup.RetentionWork;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ArtifactScopesConfiguration;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ArtifactScopesProperty;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ScopeRetention;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
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
    public void shouldKeepWhatTheyHaveWhileNobodyKnowsHowLongItIsToBeKept() throws Throwable {
        sessions.then(jenkins -> {
            push(jenkins, "long", "scope: 'workflow'", "never");
            push(jenkins, "short", "scope: 'workflow'", "PT1S");
            push(jenkins, "kept", "scope: 'workflow', expireIn: 'PT1S'", "").keepLog(true);
            push(jenkins, "gone", "scope: 'workflow'", "never");
            ArtifactScopesConfiguration.get().setRetention(List.of(keep("1d")));
        });
        Map<Path, String> whole = new HashMap<>();
        for (String name : List.of("long", "short", "kept", "gone")) {
            Path config = home().resolve("jobs/" + name + "/config.xml");
            whole.put(config, Files.readString(config));
            Files.writeString(config, "<of-a-plugin-that-is-missing/>");
        }
        sessions.then(jenkins -> {
            assertThat(jenkins.jenkins.getItems()).isEmpty();
            ArtifactScopesConfiguration.get().setRetention(List.of(keep("PT1S")));
            assertThat(sweep()).isZero();
        });
        Util.deleteRecursive(home().resolve("jobs/gone").toFile());
        sessions.then(jenkins -> {
            sweep();
            assertThat(ScopeService.get().catalog().allProjects()).containsExactly("kept", "long", "short");
        });
        for (Map.Entry<Path, String> config : whole.entrySet()) {
            if (Files.exists(config.getKey().getParent())) {
                Files.writeString(config.getKey(), config.getValue());
            }
        }
        sessions.then(jenkins -> {
            assertThat(sweep()).as("of short").isEqualTo(1);
            for (String name : List.of("long", "kept")) {
                assertThat(find(name)).as(name).isPresent();
            }
            WorkflowJob job = jenkins.jenkins.getItemByFullName("long", WorkflowJob.class);
            assertThat(job).isNotNull();
            job.removeProperty(ArtifactScopesProperty.class);
            assertThat(sweep()).as("of long").isEqualTo(1);
        });
    }

    @Test
    public void shouldKeepWhatARunHasThatDoesNotLoadAndNotWhatOneHadThatIsGone() throws Throwable {
        sessions.then(jenkins ->
                push(jenkins, "app", "scope: 'workflow', expireIn: 'PT1S'", "").keepLog(true));
        Path run = home().resolve("jobs/app/builds/1");
        Path build = run.resolve("build.xml");
        String whole = Files.readString(build);
        Files.writeString(build, "<of-a-plugin-that-is-missing/>");
        sessions.then(jenkins -> {
            WorkflowJob job = jenkins.jenkins.getItemByFullName("app", WorkflowJob.class);
            assertThat(job).isNotNull();
            assertThat(job.getBuildByNumber(1)).isNull();
            assertThat(sweep()).isZero();
        });
        Files.writeString(build, whole);
        sessions.then(jenkins -> {
            assertThat(sweep()).isZero();
            assertThat(find("app")).isPresent();
        });
        Util.deleteRecursive(run.toFile());
        sessions.then(jenkins -> {
            sweep();
            assertThat(find("app")).isEmpty();
        });
    }

    private Path home() {
        return sessions.getHome().toPath();
    }

    private static WorkflowRun push(JenkinsRule jenkins, String name, String how, String keep) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        ArtifactScopesProperty settings = new ArtifactScopesProperty();
        settings.setRetention(List.of(keep(keep)));
        job.addProperty(settings);
        job.setDefinition(new CpsFlowDefinition(
                "node { writeFile file: 'f', text: 'x'; artifactPush " + how + ", path: 'f' }", true));
        return jenkins.buildAndAssertSuccess(job);
    }

    private static ScopeRetention keep(String age) {
        ScopeRetention workflow = new ScopeRetention("workflow");
        workflow.setKeep(age);
        return workflow;
    }

    /** How many files went. */
    private static long sweep() throws Exception {
        return RetentionWork.run(TaskListener.NULL, () -> false).removal().files();
    }

    private static Optional<ArtifactRecord> find(String project) throws IOException {
        return ScopeService.get().catalog().find(ScopeId.workflow(project, "1"), "f");
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
