package io.jenkins.plugins.artifactscopes.jenkins.manager;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ItemGroup;
import hudson.tasks.ArtifactArchiver;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import jenkins.branch.BranchSource;
import jenkins.model.ArtifactManagerConfiguration;
import jenkins.model.StandardArtifactManager;
import jenkins.scm.impl.SingleSCMSource;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.jspecify.annotations.Nullable;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.SingleFileSCM;
import org.jvnet.hudson.test.TestBuilder;

/** What Jenkins goes on to keep by itself while Artifact Scopes is selected. */
public class LeftToJenkinsTest {
    private static final String SELECTED_BETWEEN = """
            node {
              writeFile file: 'f', text: 'stashed'
              stash 's'
              jenkins.model.ArtifactManagerConfiguration.get().artifactManagerFactories.replaceBy([
                  new io.jenkins.plugins.artifactscopes.jenkins.manager.ScopedArtifactManagerFactory()])
              deleteDir()
              unstash 's'
              archiveArtifacts 'f'
            }""";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Test
    public void shouldLeaveABuildToJenkinsThatHadStashedBeforeItWasSelected() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "app");
        job.setDefinition(new CpsFlowDefinition(SELECTED_BETWEEN, false));
        WorkflowRun run = jenkins.buildAndAssertSuccess(job);
        assertThat(new File(run.getRootDir(), "stashes")).doesNotExist();
        assertThat(run.getArtifactManager()).isInstanceOf(StandardArtifactManager.class);
        assertThat(run.getArtifactManager().root().child("f").isFile()).isTrue();
        assertThat(jenkins.buildAndAssertSuccess(job).getArtifactManager()).isInstanceOf(ScopedArtifactManager.class);
    }

    @Test
    public void shouldLeaveToJenkinsWhatIsNotFoundByItsName() throws Exception {
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(new ScopedArtifactManagerFactory());
        FreeStyleProject owner = jenkins.createFreeStyleProject("owner");
        FreeStyleProject process = new FreeStyleProject(new Processes(owner), "deploy");
        process.onCreatedFromScratch();
        process.getBuildersList().add(new TestBuilder() {
            @Override
            public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
                    throws InterruptedException, IOException {
                build.getWorkspace().child("f").write("archived", null);
                return true;
            }
        });
        process.getPublishersList().add(new ArtifactArchiver("f"));
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(process);
        assertThat(new File(build.getRootDir(), "archive/f")).exists();
        assertThat(new File(jenkins.jenkins.getRootDir(), "artifact-scopes/gone"))
                .doesNotExist();
        owner.renameTo("renamed");
        assertThat(build.getArtifactManager().root().list("**")).containsExactly("f");
    }

    @Test
    public void shouldKeepItselfWhatABranchArchivesWhateverItsName() throws Exception {
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(new ScopedArtifactManagerFactory());
        WorkflowMultiBranchProject app =
                jenkins.createProject(Folder.class, "team (1)").createProject(WorkflowMultiBranchProject.class, "app");
        byte[] script = "node { writeFile file: 'f', text: ''; archiveArtifacts 'f' }".getBytes(StandardCharsets.UTF_8);
        app.getSourcesList()
                .add(new BranchSource(
                        new SingleSCMSource("feature/\u00e4 %", new SingleFileSCM("Jenkinsfile", script))));
        app.scheduleBuild2(0).getFuture().get();
        jenkins.waitUntilNoActivity();
        WorkflowRun run = app.getItems().iterator().next().getBuildByNumber(1);
        assertThat(run.getArtifactManager()).isInstanceOf(ScopedArtifactManager.class);
        assertThat(new File(run.getRootDir(), "artifact-scopes/workflow/manifest.jsonl"))
                .exists();
    }

    /** As the promotion processes of a job: a group that is no item, so that Jenkins finds none of its items by its full name. */
    private record Processes(FreeStyleProject owner) implements ItemGroup<FreeStyleProject> {
        @Override
        public String getFullName() {
            return owner.getFullName() + "/promotion";
        }

        @Override
        public String getFullDisplayName() {
            return getFullName();
        }

        @Override
        public String getDisplayName() {
            return "promotion";
        }

        @Override
        public Collection<FreeStyleProject> getItems() {
            return List.of();
        }

        @Override
        public String getUrl() {
            return owner.getUrl() + "promotion/";
        }

        @Override
        public String getUrlChildPrefix() {
            return "process";
        }

        @Override
        public @Nullable FreeStyleProject getItem(String name) {
            return null;
        }

        @Override
        public File getRootDirFor(FreeStyleProject child) {
            return new File(getRootDir(), child.getName());
        }

        @Override
        public File getRootDir() {
            return new File(owner.getRootDir(), "promotions");
        }

        @Override
        public void onDeleted(FreeStyleProject item) {
            // There is no list that it would have to leave.
        }

        @Override
        public void save() {
            // It has no record.
        }
    }
}
