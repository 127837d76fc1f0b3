package io.jenkins.plugins.artifactscopes.jenkins.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.util.StreamTaskListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.ArtifactManager;
import jenkins.util.BuildListenerAdapter;
import jenkins.util.VirtualFile;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** A build that archives again, on the built-in node and on an agent. */
public class ArchivedAgainTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    private final TaskListener listener = StreamTaskListener.fromStdout();
    private List<Node> nodes;

    @Before
    public void connect() throws Exception {
        nodes = List.of(JENKINS.jenkins, JENKINS.createOnlineSlave());
    }

    @Test
    public void shouldKeepADirectoryWhereAFileOfItsNameIsArchived() throws Exception {
        for (Node node : nodes) {
            Archives archives = new Archives(node);
            archives.write("report/a", "a");
            archives.archive("report/a");
            archives.workspace.child("report").deleteRecursive();
            archives.write("report", "r");
            assertThatThrownBy(() -> archives.archive("report"))
                    .isInstanceOf(AbortException.class)
                    .hasMessageContaining("the file report cannot replace the directory report");
            assertThat(archives.root().list("**")).containsExactly("report/a");
        }
    }

    @Test
    public void shouldKeepAFileWhereADirectoryOfItsNameIsArchived() throws Exception {
        for (Node node : nodes) {
            Archives archives = new Archives(node);
            archives.write("report", "r");
            archives.archive("report");
            archives.workspace.child("report").delete();
            archives.write("report/a", "a");
            assertThatThrownBy(() -> archives.archive("report/a"))
                    .isInstanceOf(AbortException.class)
                    .hasMessageContaining("the directory report cannot replace the file report");
            assertThat(archives.root().list("**")).containsExactly("report");
        }
    }

    @Test
    public void shouldReplaceFilesAndLinksByFilesAndLinks() throws Exception {
        for (Node node : nodes) {
            Archives archives = new Archives(node);
            archives.write("out/a", "a");
            archives.workspace.child("out/b").symlinkTo("a", listener);
            archives.archive("out/a", "out/b");
            archives.workspace.child("out/b").delete();
            archives.write("out/b", "b");
            archives.workspace.child("out/a").delete();
            archives.workspace.child("out/a").symlinkTo("b", listener);
            archives.archive("out/a", "out/b");
            assertThat(archives.root().child("out/a").readLink()).isEqualTo("b");
            try (InputStream b = archives.root().child("out/b").open()) {
                assertThat(b.readAllBytes()).asString().isEqualTo("b");
            }
        }
    }

    /** What a build on a node archives. */
    private final class Archives {
        private final FilePath workspace;
        private final Launcher launcher;
        private final ArtifactManager manager;

        Archives(Node node) throws Exception {
            FreeStyleProject project = JENKINS.createFreeStyleProject();
            project.setAssignedNode(node);
            FreeStyleBuild build = JENKINS.buildAndAssertSuccess(project);
            workspace = build.getWorkspace();
            launcher = node.createLauncher(listener);
            manager = new ScopedArtifactManager(build);
        }

        void write(String path, String text) throws IOException, InterruptedException {
            workspace.child(path).write(text, StandardCharsets.UTF_8.name());
        }

        void archive(String... files) throws IOException, InterruptedException {
            Map<String, String> all = new HashMap<>();
            for (String file : files) {
                all.put(file, file);
            }
            manager.archive(workspace, launcher, BuildListenerAdapter.wrap(listener), all);
        }

        VirtualFile root() {
            return manager.root();
        }
    }
}
