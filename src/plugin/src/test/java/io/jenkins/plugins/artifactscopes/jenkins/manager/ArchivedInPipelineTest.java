package io.jenkins.plugins.artifactscopes.jenkins.manager;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Util;
import hudson.model.Label;
import hudson.tasks.Fingerprinter.FingerprintAction;
import io.jenkins.plugins.artifactscopes.jenkins.DownloadLinks;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.StashService;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ArtifactScopesConfiguration;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import jenkins.model.ArtifactManagerConfiguration;
import jenkins.util.VirtualFile;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.htmlunit.Page;
import org.jenkinsci.plugins.pipeline.modeldefinition.actions.RestartDeclarativePipelineAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * <pre>
 * out/
 *   run.sh        755, 2020-02-02
 *   link -> run.sh
 *   away -> /etc/passwd
 *   deep/a b#?%.txt
 *   empty/
 * </pre>
 */
public class ArchivedInPipelineTest {
    private static final String TREE = """
            sh '''
              mkdir -p out/deep out/empty
              printf run > out/run.sh; chmod 755 out/run.sh; touch -d 2020-02-02T02:02:02Z out/run.sh
              ln -s run.sh out/link; ln -s /etc/passwd out/away
              printf note > 'out/deep/a b#?%.txt'
            '''
            """;

    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Before
    public void select() throws Exception {
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().clear();
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(new ScopedArtifactManagerFactory());
        if (JENKINS.jenkins.getNodes().isEmpty()) {
            JENKINS.createOnlineSlave(Label.get("away"));
        }
    }

    private static WorkflowRun succeeds(String script) throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(script, true));
        return JENKINS.buildAndAssertSuccess(job);
    }

    private static byte[] get(WorkflowRun run, String path) throws Exception {
        Page page = JENKINS.createWebClient().withJavaScriptEnabled(false).goTo(run.getUrl() + path, null);
        return page.getWebResponse().getContentAsStream().readAllBytes();
    }

    private static String text(WorkflowRun run, String path) throws Exception {
        return new String(get(run, path), StandardCharsets.UTF_8);
    }

    @Test
    public void shouldServeWhatWasArchivedAndWhatWasPushed() throws Exception {
        WorkflowRun run = succeeds("node('away') {" + TREE + """
                  archiveArtifacts artifacts: 'out/', fingerprint: true
                  sh 'mkdir dist; printf app > dist/app; ln -s app dist/current'
                  artifactPush scope: 'workflow', path: 'dist'
                  assert artifactList(scope: 'workflow', path: '.').collect { it.path } ==
                      ['dist', 'dist/app', 'dist/current', 'out/away', 'out/deep/a b#?%.txt', 'out/link', 'out/run.sh']
                }""");
        JENKINS.assertLogContains("Archived to workflow: 2 files, 7 B in", run);
        assertThat(new File(run.getRootDir(), "archive")).doesNotExist();
        assertThat(run.getAction(FingerprintAction.class).getFingerprints()).containsKey("out/run.sh");
        assertThat(text(run, "artifact/out/run.sh")).isEqualTo("run");
        assertThat(text(run, "artifact/out/link")).isEqualTo("run");
        assertThat(text(run, "artifact/dist/app")).isEqualTo("app");
        assertThat(text(run, "artifact/out/deep/a%20b%23%3F%25.txt")).isEqualTo("note");
        assertThat(text(run, "artifact/out/")).contains("href=\"run.sh\"");
        assertThat(text(run, "artifact/out/deep/")).contains("href=\"a%20b%23%3F%25.txt\"");
        assertThat(text(run, "artifact/*plain*")).isEqualTo("dist/\nout/\n");
        assertThat(text(run, "artifact/**/*app*")).contains("dist/app");
        assertThat(text(run, "api/json?tree=artifacts[relativePath]"))
                .contains("\"out/run.sh\"", "\"dist/app\"", "\"out/deep/a b#?%.txt\"");
        JenkinsRule.WebClient client =
                JENKINS.createWebClient().withJavaScriptEnabled(false).withThrowExceptionOnFailingStatusCode(false);
        for (String none : new String[] {"none", "out/away", "out/empty", "out/run.sh/below"}) {
            assertThat(client.goTo(run.getUrl() + "artifact/" + none, null)
                            .getWebResponse()
                            .getStatusCode())
                    .as(none)
                    .isIn(400, 404);
        }
    }

    private static Map<String, Integer> modes(byte[] zip) throws IOException {
        Map<String, Integer> modes = new TreeMap<>();
        try (ZipFile file = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(zip))
                .get()) {
            file.getEntries().asIterator().forEachRemaining(entry -> modes.put(entry.getName(), mode(entry)));
        }
        return modes;
    }

    private static int mode(ZipArchiveEntry entry) {
        return entry.getUnixMode() & (entry.isUnixSymlink() ? 0170000 : 0777);
    }

    @Test
    public void shouldGiveZipFilesWithModesAndLinks() throws Exception {
        WorkflowRun run = succeeds("node {" + TREE + "archiveArtifacts artifacts: 'out/' }");
        assertThat(modes(get(run, "artifact/*zip*/archive.zip")))
                .containsEntry("archive/out/run.sh", 0755)
                .containsEntry("archive/out/link", 0120000)
                .containsKey("archive/out/deep/a b#?%.txt")
                .hasSize(3);
        assertThat(modes(get(run, "artifact/out/deep/*zip*/deep.zip"))).containsOnlyKeys("deep/a b#?%.txt");
        assertThat(modes(get(run, "artifact/**/run*/*zip*/some.zip"))).containsOnlyKeys("out/run.sh");
    }

    private static Map<String, String> zipped(VirtualFile directory, String includes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int count = directory.zip(bytes, includes, null, true, "");
        Map<String, String> contents = new TreeMap<>();
        try (ZipFile file = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes.toByteArray()))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(file.getEntries())) {
                String content = new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                contents.put(entry.getName(), entry.isUnixSymlink() ? "-> " + content : content);
            }
        }
        assertThat(contents).hasSize(count);
        return contents;
    }

    @Test
    public void shouldGiveZipFilesWithoutLinksToWhatIsNotThere() throws Exception {
        WorkflowRun run = succeeds("""
                node {
                  sh '''
                    mkdir -p tree/real tree/sub
                    printf z > tree/real/r; ln -s r tree/real/l
                    ln -s real tree/dir; ln -s ../real/r tree/sub/out; ln -s sub/out tree/two
                    ln -s ../sub/out tree/sub/round; ln -s two tree/one; ln -s one tree/three
                    ln -s circle tree/ring; ln -s ring tree/circle; ln -s nothing tree/none
                  '''
                  artifactPush scope: 'workflow', path: 'tree'
                }""");
        VirtualFile tree = run.getArtifactManager().root().child("tree");
        assertThat(zipped(tree, "**"))
                .hasSize(8)
                .containsEntry("dir", "-> real")
                .containsEntry("real/l", "-> r")
                .containsEntry("real/r", "z")
                .containsEntry("sub/out", "-> ../real/r")
                .containsEntry("three", "-> one");
        assertThat(zipped(tree.child("sub"), "**")).isEqualTo(Map.of("out", "z", "round", "z"));
        assertThat(zipped(tree.child("real"), "**")).isEqualTo(Map.of("l", "-> r", "r", "z"));
        assertThat(zipped(tree, "t*,sub/out")).isEqualTo(Map.of("two", "-> sub/out", "sub/out", "z", "three", "z"));
        assertThat(zipped(tree, "dir,real/l,ring,circle,none")).isEqualTo(Map.of("real/l", "z"));
        assertThat(zipped(tree.child("none"), "**")).isEmpty();
    }

    @Test
    public void shouldTellModesTimesAndLinks() throws Exception {
        WorkflowRun run = succeeds("node {" + TREE + "archiveArtifacts artifacts: 'out/' }");
        VirtualFile out = run.getArtifactManager().root().child("out");
        assertThat(out.child("run.sh").mode()).isEqualTo(0755);
        assertThat(out.child("run.sh").lastModified()).isEqualTo(1580608922000L);
        assertThat(out.child("link").readLink()).isEqualTo("run.sh");
        assertThat(out.child("link").isFile()).isTrue();
        assertThat(out.child("link").mode()).isEqualTo(0755);
        assertThat(out.child("link").length()).isEqualTo(3);
        VirtualFile away = out.child("away");
        assertThat(away.readLink()).isNull();
        assertThat(away.isFile() || away.isDirectory() || away.exists()).isFalse();
        assertThat(out.list("**", null, true)).containsExactly("deep/a b#?%.txt", "link", "run.sh");
        assertThat(out.toExternalURL()).isNull();
    }

    @Test
    public void shouldBringArtifactsAndStashesBackAndForgetStashesAtTheEnd() throws Exception {
        WorkflowRun run = succeeds("node('away') {" + TREE + """
                  archiveArtifacts artifacts: 'out/'
                  stash name: 'sources', includes: 'out/**'
                  stash name: 'sources', includes: 'out/*'
                }
                node('built-in') {
                  deleteDir()
                  unarchive mapping: ['out/deep/': 'back', 'out/run.sh': 'one']
                  assert readFile('back/out/deep/a b#?%.txt') == 'note'
                  assert readFile('one') == 'run'
                  writeFile file: 'out/run.sh', text: 'other'
                  unstash 'sources'
                  sh '''
                    test "$(cat out/run.sh)" = run
                    test "$(stat -c %a,%Y out/run.sh)" = 755,1580608922
                    test "$(readlink out/link)" = run.sh
                    test ! -e out/deep
                    test ! -e out/away
                  '''
                  assert artifactList(scope: 'workflow', path: '.').every { it.path.startsWith('out') }
                }""");
        JENKINS.assertLogContains("Stashed sources: 2 files, 7 B in", run);
        JENKINS.assertLogContains("Replaced the stash sources that was there before.", run);
        JENKINS.assertLogContains("Unstashed sources: 1 file, 3 B in", run);
        JENKINS.assertLogContains("Not created, because it points outside the workspace: out/away", run);
        assertThat(new File(run.getRootDir(), "artifact-scopes/stashes")).doesNotExist();
        assertThat(new File(run.getRootDir(), "stashes")).doesNotExist();
        assertThat(StashService.get().catalog().size()).isZero();
    }

    @Test
    public void shouldArchiveTheSameFilesFromBranchesAtOnce() throws Exception {
        WorkflowRun run = succeeds("""
                node('away') {
                  writeFile file: 'f', text: 'x'
                  def branches = [:]
                  for (int n = 1; n <= 6; n++) { def i = n; branches["b$i"] = { archiveArtifacts 'f'; stash name: 's', includes: 'f' } }
                  parallel branches
                  unstash 's'
                }""");
        assertThat(run.getArtifactManager().root().list("**", null, true)).containsExactly("f");
    }

    @Test
    public void shouldArchiveAndStashALogThatSomethingAppendsTo() throws Exception {
        WorkflowRun run = succeeds("""
                node('away') {
                  sh '''
                    (i=0; while [ $i -lt 3000 ]; do echo line >> server.log; i=$((i+1)); sleep 0.002; done) > /dev/null 2>&1 &
                    head -c 30000000 /dev/urandom > a.bin
                  '''
                  archiveArtifacts 'a.bin,server.log'
                  stash name: 's', includes: 'a.bin,server.log'
                }""");
        assertThat(run.getArtifactManager().root().list("**", null, true)).containsExactly("a.bin", "server.log");
    }

    @Test
    public void shouldOfferALinkToAFileWhereThereAreLinksAndTravelAsAName() throws Exception {
        WorkflowRun run = succeeds("node { writeFile file: 'a #', text: 'x'; archiveArtifacts '**' }");
        VirtualFile root = run.getArtifactManager().root();
        // For agents that can reach Jenkins by its address; the others get the bytes over their connections.
        assertThat(root.child("a #").toExternalURL().getPath()).startsWith("/jenkins/artifact-scopes/downloads/");
        ArtifactScopesConfiguration.get().setDirectTransfer(false);
        assertThat(root.child("a #").toExternalURL()).isNull();
        DownloadLinks links = (scope, file) -> URI.create(
                        "http://x/" + scope.workflow().orElseThrow() + "/" + Util.rawEncode(file.value()))
                .toURL();
        JENKINS.jenkins.getExtensionList(DownloadLinks.class).add(links);
        try {
            assertThat(root.child("a #").toExternalURL()).hasToString("http://x/1/a%20%23");
            assertThat(root.toExternalURL()).isNull();
            assertThat(root.child("none").toExternalURL()).isNull();
        } finally {
            JENKINS.jenkins.getExtensionList(DownloadLinks.class).remove(links);
            ArtifactScopesConfiguration.get().setDirectTransfer(true);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(root.child("a #"));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            VirtualFile again = (VirtualFile) in.readObject();
            assertThat(again).isEqualTo(root.child("a #"));
            assertThat(again.length()).isEqualTo(1);
        }
    }

    @Test
    public void shouldFailPlainly() throws Exception {
        WorkflowJob job = JENKINS.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("""
                node('away') {
                  catchError { unstash 'none' }
                  catchError { stash name: 'x', includes: 'none' }
                  writeFile file: 'dist/f', text: 'x'
                  stash name: 'there', includes: 'dist/'
                  catchError { unstash 'none' }
                }""", true));
        WorkflowRun run = JENKINS.assertBuildStatus(hudson.model.Result.FAILURE, job.scheduleBuild2(0));
        JENKINS.assertLogContains("ERROR: There is no stash 'none' in this run. It has none.", run);
        JENKINS.assertLogContains("ERROR: There is no file to stash as 'x': nothing in ", run);
        JENKINS.assertLogContains("ERROR: There is no stash 'none' in this run. It has: there.", run);
        JENKINS.assertLogNotContains("Exception", run);
        assertThat(ScopeService.get().catalog().projects("", 100)).doesNotContain(job.getFullName());
    }

    @Test
    public void shouldGoOnWithoutItInARestartOfARunThatWasMadeWithoutIt() throws Exception {
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().clear();
        WorkflowRun first = succeeds("""
                pipeline {
                  agent any
                  options { preserveStashes() }
                  stages {
                    stage('Build') { steps {
                      writeFile file: 'f', text: "built by $BUILD_NUMBER"
                      archiveArtifacts 'f'
                      stash 'kept'
                    } }
                    stage('Deploy') { steps {
                      deleteDir()
                      unstash 'kept'
                      echo "deploys what was ${readFile('f')}"
                      writeFile file: 'g', text: ''
                      archiveArtifacts 'g'
                    } }
                  }
                }""");
        select();
        JENKINS.jenkins.setQuietPeriod(0);
        first.getAction(RestartDeclarativePipelineAction.class).run("Deploy");
        JENKINS.waitUntilNoActivity();
        WorkflowRun second = JENKINS.assertBuildStatusSuccess(first.getParent().getBuildByNumber(2));
        JENKINS.assertLogContains("deploys what was built by 1", second);
        assertThat(second.getArtifactManager().root().list("**")).containsExactlyInAnyOrder("f", "g");
        assertThat(first.getArtifactManager().root().list("**")).containsExactlyInAnyOrder("f", "g");
        WorkflowRun third = JENKINS.buildAndAssertSuccess(first.getParent());
        assertThat(third.getArtifactManager()).isInstanceOf(ScopedArtifactManager.class);
        first.getParent().delete();
        assertThat(StashService.get().catalog().size()).isZero();
    }
}
