package io.jenkins.plugins.artifactscopes.jenkins.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.TaskListener;
import hudson.remoting.Callable;
import hudson.slaves.DumbSlave;
import hudson.tasks.ArtifactArchiver;
import hudson.util.StreamTaskListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import jenkins.model.ArtifactManagerConfiguration;
import jenkins.security.MasterToSlaveCallable;
import jenkins.util.BuildListenerAdapter;
import jenkins.util.VirtualFile;
import org.jenkinsci.plugins.workflow.flow.StashManager;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestBuilder;

/**
 * What Jenkins asks of every artifact manager, after the public contract tests of the Pipeline API plugin.
 *
 * <pre>
 * file                          content
 * some/deeply/nested/dir/subfile content
 * .git/config                   whatever
 * otherdir/somefile~            whatever
 * otherdir/xxx#?:$&'"<>čॐ %     whatever
 * </pre>
 */
public class ArtifactContractTest {
    private static final String WEIRD = "otherdir/xxx#?:$&'\"<>\u010d\u0950 %";

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private final TaskListener listener = StreamTaskListener.fromStdout();
    private DumbSlave agent;
    private FreeStyleProject project;
    private FilePath workspace;
    private FreeStyleBuild build;

    @Before
    public void archive() throws Exception {
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(new ScopedArtifactManagerFactory());
        agent = jenkins.createOnlineSlave();
        project = jenkins.createFreeStyleProject("app (1)");
        project.setAssignedNode(agent);
        workspace = agent.getWorkspaceFor(project);
        write("file", "content");
        write("some/deeply/nested/dir/subfile", "content");
        write(".git/config", "whatever");
        write("otherdir/somefile~", "whatever");
        write(WEIRD, "whatever");
        ArtifactArchiver archiver = new ArtifactArchiver("**");
        archiver.setDefaultExcludes(false);
        project.getPublishersList().add(archiver);
        build = jenkins.buildAndAssertSuccess(project);
    }

    private void write(String path, String text) throws IOException, InterruptedException {
        workspace.child(path).write(text, StandardCharsets.UTF_8.name());
    }

    private VirtualFile root() {
        return build.getArtifactManager().root();
    }

    @Test
    public void shouldShowWhatWasArchivedAloneAndInBatchesUntilItIsDeleted() throws Exception {
        jenkins.assertLogContains("Archived to workflow: 5 files, 38 B in", build);
        verify(root());
        for (VirtualFile from : List.of(root(), root().child("some"), root().child("file"), root().child("none"))) {
            assertThat(from.run(new Verify(root()))).isEqualTo("nested");
        }
        assertThat(build.getArtifactManager().delete()).isTrue();
        assertThat(root().child("file").isFile()).isFalse();
        assertThat(root().list()).isEmpty();
        assertThat(root().isDirectory()).isFalse();
        assertThat(build.getArtifactManager().delete()).isFalse();
        assertThat(build.getRootDir().toPath().resolve("artifact-scopes/workflow"))
                .doesNotExist();
    }

    @Test
    public void shouldKeepWhatIsThereWhenMoreIsArchivedUnderOtherNames() throws Exception {
        Launcher launcher = agent.createLauncher(listener);
        write("file", "changed");
        build.getArtifactManager()
                .archive(
                        workspace,
                        launcher,
                        BuildListenerAdapter.wrap(listener),
                        Map.of("file", "file", "renamed/at last", WEIRD));
        assertThat(text(root().child("file"))).isEqualTo("changed");
        assertThat(text(root().child("renamed/at last"))).isEqualTo("whatever");
        assertThat(text(root().child(WEIRD))).isEqualTo("whatever");
        assertThat(root().list("**", null, false)).hasSize(6);
        for (String hostile : List.of("../../../x", "/etc/x", "a/../../x", ".")) {
            for (Map<String, String> files : List.of(Map.of(hostile, "file"), Map.of("x", hostile))) {
                assertThatThrownBy(() -> build.getArtifactManager()
                                .archive(workspace, launcher, BuildListenerAdapter.wrap(listener), files))
                        .isInstanceOf(AbortException.class)
                        .hasMessageContaining("A path in a scope is relative");
            }
        }
        assertThat(root().list("**", null, false)).hasSize(6);
    }

    @Test
    public void shouldTakePathsThatAreNotPlainButNeverOneThatLeadsOutside() throws Exception {
        Launcher launcher = agent.createLauncher(listener);
        BuildListener log = BuildListenerAdapter.wrap(listener);
        Map<String, String> files = Map.of("a//b", "some/../file", "./e/./f", ".//file", "g/", "file");
        build.getArtifactManager().archive(workspace, launcher, log, files);
        for (String path : List.of("a/b", "e/f", "g")) {
            assertThat(text(root().child(path))).isEqualTo("content");
        }
        build.getArtifactManager().archive(workspace, launcher, log, Map.of("x", "some"));
        assertThat(root().list("**", null, false)).hasSize(8);
        for (String hostile : List.of("//etc/x", "/./etc/x", "some/../../x", "./../x", "some/./..")) {
            for (Map<String, String> refused : List.of(Map.of(hostile, "file"), Map.of("y", hostile))) {
                assertThatThrownBy(() -> build.getArtifactManager().archive(workspace, launcher, log, refused))
                        .isInstanceOf(AbortException.class)
                        .hasMessageContaining("A path in a scope is relative");
            }
        }
        assertThatThrownBy(
                        () -> build.getArtifactManager().archive(workspace, launcher, log, Map.of("some/../y", "file")))
                .isInstanceOf(AbortException.class);
        assertThat(root().list("**", null, false)).hasSize(8);
    }

    @Test
    public void shouldStashReplaceCopyAndForget() throws Exception {
        Launcher launcher = agent.createLauncher(listener);
        EnvVars env = agent.toComputer().getEnvironment();
        StashManager.stash(build, "stuff", workspace, launcher, env, listener, "file", null, false, false);
        StashManager.stash(build, "empty", workspace, launcher, env, listener, "nada", null, false, true);
        assertThatThrownBy(() -> StashManager.stash(
                        build, "empty", workspace, launcher, env, listener, "nada", null, false, false))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("nothing in")
                .hasMessageContaining("allowEmpty");
        assertThatThrownBy(() -> StashManager.unstash(build, "other", workspace, launcher, env, listener))
                .isInstanceOf(AbortException.class)
                .hasMessage("There is no stash 'other' in this run. It has: empty, stuff.");
        write("file", "another");
        StashManager.unstash(build, "stuff", workspace, launcher, env, listener);
        StashManager.unstash(build, "empty", workspace, launcher, env, listener);
        assertThat(workspace.child("file").readToString()).isEqualTo("content");
        verify(root());

        StashManager.stash(
                build, "stuff", workspace, launcher, env, listener, "**/sub*, .git/", "nothing", true, false);
        workspace.deleteContents();
        StashManager.unstash(build, "stuff", workspace, launcher, env, listener);
        assertThat(workspace.list("**", null, false)).hasSize(1);

        project.getPublishersList().clear();
        FreeStyleBuild original = build;
        project.getBuildersList().add(new TestBuilder() {
            @Override
            public boolean perform(AbstractBuild<?, ?> running, Launcher unused, BuildListener log)
                    throws InterruptedException, IOException {
                ExtensionList.lookupSingleton(StashManager.CopyStashesAndArtifacts.class)
                        .copy(original, running, log);
                return true;
            }
        });
        FreeStyleBuild copy = jenkins.buildAndAssertSuccess(project);
        verify(copy.getArtifactManager().root());
        StashManager.clearAll(build, listener);
        assertThatThrownBy(() -> StashManager.unstash(build, "stuff", workspace, launcher, env, listener))
                .hasMessage("There is no stash 'stuff' in this run. It has none.");
        verify(root());
        workspace.deleteContents();
        StashManager.unstash(copy, "stuff", workspace, launcher, env, listener);
        StashManager.unstash(copy, "empty", workspace, launcher, env, listener);
        assertThat(workspace.child("some/deeply/nested/dir/subfile").readToString())
                .isEqualTo("content");
        assertThat(build.getRootDir().toPath().resolve("artifact-scopes/stashes"))
                .doesNotExist();
        copy.delete();
        assertThat(io.jenkins.plugins.artifactscopes.jenkins.StashService.get()
                        .catalog()
                        .size())
                .isZero();
    }

    @Test
    public void shouldUnstashWhileTheStashIsReplaced() throws Exception {
        Launcher launcher = jenkins.jenkins.createLauncher(TaskListener.NULL);
        FilePath from = jenkins.jenkins.getRootPath().child("from");
        FilePath to = jenkins.jenkins.getRootPath().child("to");
        from.child("f").write("content", StandardCharsets.UTF_8.name());
        StashManager.stash(build, "s", from, launcher, new EnvVars(), TaskListener.NULL, "f", null, false, false);
        AtomicBoolean isOver = new AtomicBoolean();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<?> replaces = other.submit(() -> {
                while (!isOver.get()) {
                    StashManager.stash(
                            build, "s", from, launcher, new EnvVars(), TaskListener.NULL, "f", null, false, false);
                }
                return true;
            });
            for (int i = 0; i < 1000; i++) {
                to.deleteRecursive();
                StashManager.unstash(build, "s", to, launcher, new EnvVars(), TaskListener.NULL);
                assertThat(to.child("f").readToString()).isEqualTo("content");
            }
            isOver.set(true);
            replaces.get();
        } finally {
            isOver.set(true);
            other.shutdown();
        }
    }

    private static String text(VirtualFile file) throws IOException {
        try (InputStream in = file.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void verify(VirtualFile root) throws IOException {
        assertThat(root.getName()).doesNotEndWith("/");
        VirtualFile file = root.child("file");
        assertFile(file, "file", "content");
        assertThat(file.getParent()).isEqualTo(root);
        VirtualFile some = root.child("some");
        assertDirectory(some, "some");
        assertThat(some.getParent()).isEqualTo(root);
        assertThat(root.list()).containsExactlyInAnyOrder(file, some, root.child("otherdir"), root.child(".git"));
        assertThat(root.list("file", null, false)).containsExactly("file");
        VirtualFile subfile = root.child("some/deeply/nested/dir/subfile");
        assertFile(subfile, "subfile", "content");
        VirtualFile directory = some.child("deeply/nested/dir");
        assertDirectory(directory, "dir");
        assertThat(directory.getParent().getParent().getParent()).isEqualTo(some);
        assertThat(directory.list()).containsExactly(subfile);
        assertThat(directory.list("subfile", null, false)).containsExactly("subfile");
        assertThat(root.list("**/*file", null, false))
                .containsExactlyInAnyOrder("file", "some/deeply/nested/dir/subfile");
        assertThat(some.list("**/*file", null, false)).containsExactly("deeply/nested/dir/subfile");
        assertThat(root.list("**", "**/xxx*", true))
                .containsExactlyInAnyOrder("file", "some/deeply/nested/dir/subfile");
        assertThat(root.list("", null, false)).isEmpty();
        assertThat(root.list(",", ",", false)).hasSize(5);
        assertThat(root.list("some\\*\\nested\\, *\\config", ".git\\", false))
                .containsExactly("some/deeply/nested/dir/subfile");
        assertThat(root.list("some/, .git/config", "**/none", false))
                .containsExactlyInAnyOrder("some/deeply/nested/dir/subfile", ".git/config");
        assertFile(root.child(WEIRD), WEIRD.substring(9), "whatever");
        assertThat(root.child(WEIRD).toURI().toString()).contains("xxx%23%3F%3A$&'%22%3C%3E%C4%8D%E0%A5%90%20%25");
        assertThat(root.child("some/")).isEqualTo(some);
        assertThat(root.child("./some//deeply/")).isEqualTo(some.child("deeply"));
        assertThat(root.child("some").hashCode()).isEqualTo(root.child("some/").hashCode());
        for (String none : List.of("none", "some/deeply/none", "file/below", "../file", "some/../file", "a\0b")) {
            assertNothing(root.child(none));
        }
        assertThat(file.list()).isEmpty();
        assertThat(root.child("none").list("**", null, false)).isEmpty();
    }

    private static void assertFile(VirtualFile file, String name, String content) throws IOException {
        assertThat(file.getName()).isEqualTo(name);
        assertThat(file.isFile() && file.exists() && file.canRead() && !file.isDirectory())
                .as(file.toString())
                .isTrue();
        assertThat(file.length()).isEqualTo(content.length());
        assertThat(file.lastModified()).isPositive();
        assertThat(file.mode() & 0600).isEqualTo(0600);
        assertThat(file.readLink()).isNull();
        assertThat(text(file)).isEqualTo(content);
    }

    private static void assertDirectory(VirtualFile file, String name) throws IOException {
        assertThat(file.getName()).isEqualTo(name);
        assertThat(file.isDirectory() && file.exists() && !file.isFile())
                .as(file.toString())
                .isTrue();
        assertThatThrownBy(file::open).isInstanceOf(IOException.class);
    }

    private static void assertNothing(VirtualFile file) throws IOException {
        assertThat(file.isDirectory() || file.isFile() || file.exists() || file.canRead())
                .as(file.toString())
                .isFalse();
        assertThat(file.length()).isZero();
        assertThat(file.lastModified()).isZero();
        assertThatThrownBy(file::open).isInstanceOf(IOException.class);
    }

    /** Verifies in a batch, and in a batch within it. */
    private static final class Verify extends MasterToSlaveCallable<String, IOException> {
        private static final long serialVersionUID = 1;

        private final VirtualFile root;

        Verify(VirtualFile root) {
            this.root = root;
        }

        @Override
        public String call() throws IOException {
            verify(root);
            return root.child("file").run((Callable<String, IOException>) new Nested(root));
        }
    }

    private static final class Nested extends MasterToSlaveCallable<String, IOException> {
        private static final long serialVersionUID = 1;

        private final VirtualFile root;

        Nested(VirtualFile root) {
            this.root = root;
        }

        @Override
        public String call() throws IOException {
            verify(root);
            return "nested";
        }
    }
}
