package io.jenkins.plugins.artifactscopes.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import java.io.File;
import java.util.logging.Level;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;

public class ArtifactStepsTest {
    /**
     * <pre>
     * dist/
     *   app        755
     *   link -> app
     *   empty/
     *   notes/a b#%.txt
     * </pre>
     */
    private static final String TREE = """
            sh '''
              mkdir -p dist/notes dist/empty
              printf app > dist/app; chmod 755 dist/app; touch -d 2020-02-02T02:02:02Z dist/app
              ln -s app dist/link
              printf note > 'dist/notes/a b#%.txt'
            '''
            """;

    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private DumbSlave agent;

    @Before
    public void startAgent() throws Exception {
        agent = jenkins.createOnlineSlave(hudson.model.Label.get("away"));
    }

    private WorkflowJob pipeline(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(
                WorkflowJob.class, "app" + jenkins.jenkins.getItems().size());
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    private WorkflowRun succeeds(String script) throws Exception {
        return jenkins.buildAndAssertSuccess(pipeline(script));
    }

    private WorkflowRun fails(String script) throws Exception {
        return jenkins.assertBuildStatus(Result.FAILURE, pipeline(script).scheduleBuild2(0));
    }

    @Test
    public void shouldBringATreeBackOnTheBuiltInNode() throws Exception {
        WorkflowRun run = succeeds("node('built-in') {" + TREE + roundTrip() + "}");
        jenkins.assertLogContains("Pushed dist to workflow: 2 files, 7 B in", run);
        jenkins.assertLogContains("Pulled dist from workflow: 2 files, 7 B in", run);
    }

    @Test
    public void shouldBringATreeBackOnAnAgent() throws Exception {
        WorkflowRun run = succeeds("node('away') {" + TREE + roundTrip() + "}");
        jenkins.assertLogContains("Pushed dist to workflow: 2 files, 7 B in", run);
        jenkins.assertLogContains("Pulled dist from workflow: 2 files, 7 B in", run);
    }

    private static String roundTrip() {
        return """

                def pushed = artifactPush scope: 'workflow', path: 'dist', expireIn: '2w'
                assert pushed.files == 2 && pushed.bytes == 7 && pushed.bytesSent == 7 && pushed.links == 1
                assert pushed.path == 'dist' && pushed.scope == 'workflow' && pushed.expires != null
                def pulled = artifactPull scope: 'workflow', path: 'dist', destination: 'back'
                assert pulled.files == 2 && pulled.refusedLinks == []
                sh '''
                  test "$(stat -c %a,%Y back/app)" = "$(stat -c %a,%Y dist/app)"
                  test "$(readlink back/link)" = app
                  test -d back/empty
                  test "$(cat 'back/notes/a b#%.txt')" = note
                '''
                assert artifactList(scope: 'workflow', path: 'dist').collect { it.path } ==
                    ['dist', 'dist/app', 'dist/empty', 'dist/link', 'dist/notes', 'dist/notes/a b#%.txt']
                def again = artifactPush scope: 'project', path: 'dist', destination: 'last'
                assert again.bytesSent == 0 || env.NODE_NAME == 'built-in'
                assert artifactYank(scope: 'workflow', path: 'dist').files == 2
                assert artifactList(scope: 'workflow', path: '.') == []
                """;
    }

    @Test
    public void shouldPassFilesBetweenBranchesAndKeepTheirJobScopesApart() throws Exception {
        succeeds("""
                node('built-in') { writeFile file: 'f', text: 'x'; artifactPush scope: 'workflow', path: 'f' }
                parallel one: { node('away') {
                  artifactPull scope: 'workflow', path: 'f'
                  assert readFile('f') == 'x'
                  artifactPush scope: 'job', path: 'f'
                  assert artifactList(scope: 'job', path: '.').size() == 1
                } }, two: { node('built-in') {
                  assert artifactList(scope: 'job', path: '.') == []
                } }
                node('away') { assert artifactList(scope: 'job', path: '.') == [] }
                """);
    }

    @Test
    public void shouldRefuseToReplaceUnlessForced() throws Exception {
        WorkflowRun run = fails("""
                node('away') {
                  writeFile file: 'f', text: 'one'
                  stage('Build') { artifactPush scope: 'workflow', path: 'f' }
                  writeFile file: 'f', text: 'two'
                  artifactPush scope: 'workflow', path: 'f', force: true
                  artifactPush scope: 'workflow', path: 'f'
                }""");
        jenkins.assertLogContains("workflow already has f", run);
        jenkins.assertLogContains("Add force: true", run);
    }

    @Test
    public void shouldPushOnlyWhatIsIncludedAndNotExcluded() throws Exception {
        succeeds("""
                node('away') {
                  sh 'mkdir -p d/x; touch d/a.log d/b.txt d/x/c.log d/x/d.log'
                  def pushed = artifactPush scope: 'job', path: 'd', includes: '*.log, *.md', excludes: '/x/d.log'
                  assert pushed.files == 2
                  assert artifactPull(scope: 'job', path: '.', destination: 'all', excludes: 'c.log').files == 1
                }""");
    }

    @Test
    public void shouldExplainWrongInputBeforeAnythingIsSent() throws Exception {
        jenkins.assertLogContains(
                "Use one of: job, workflow, project.",
                fails("node { writeFile file: 'f', text: ''; artifactPush scope: 'run', path: 'f' }"));
        jenkins.assertLogContains(
                "'soon' is no time to expire in. Write 'never', or a number with h, d, w",
                fails(
                        "node { writeFile file: 'f', text: ''; artifactPush scope: 'job', path: 'f', expireIn: 'soon' }"));
        jenkins.assertLogContains("is absolute", fails("node { artifactPush scope: 'job', path: '/etc/passwd' }"));
        for (String step : new String[] {"artifactPush", "artifactPull", "artifactList", "artifactYank"}) {
            WorkflowRun run = fails("node { " + step + " scope: 'workflow' }");
            jenkins.assertLogContains("ERROR: The parameter path is missing. Write one, such as path: 'dist'.", run);
        }
        jenkins.assertLogContains(
                "leaves the scope by '..'",
                fails("node { artifactPull scope: 'job', path: 'x', destination: '../x' }"));
        jenkins.assertLogContains(
                "The scope 'job' is that of a node block", fails("artifactList scope: 'job', path: '.'"));
        jenkins.assertLogContains("is not there", fails("node('away') { artifactPush scope: 'job', path: 'missing' }"));
        jenkins.assertLogContains(
                "has no missing", fails("node('away') { artifactPull scope: 'workflow', path: 'missing' }"));
    }

    @Test
    public void shouldWorkInDeclarativePipelinesAfterAFailure() throws Exception {
        WorkflowRun run = fails("""
                pipeline {
                  agent { label 'away' }
                  stages {
                    stage('Test') {
                      steps { writeFile file: 'logs/test.log', text: 'red'; error 'red' }
                      post { failure { artifactPush scope: 'job', path: 'logs' } }
                    }
                  }
                  post { always { script { assert artifactList(scope: 'job', path: 'logs')[1].pushedBy == 'Test' } } }
                }""");
        jenkins.assertLogContains("Pushed logs to job: 1 file, 3 B in", run);
        File jobs = new File(run.getRootDir(), "artifact-scopes/jobs");
        assertThat(jobs.list()).hasSize(1);
    }

    @Test
    public void shouldEndATransferSoonAndLeaveNothingWhenTheBuildIsAborted() throws Exception {
        FilePath workspace = agent.getWorkspaceRoot();
        WorkflowJob job = pipeline("""
                node('away') {
                  sh 'mkdir big; for i in $(seq 8); do head -c 268435456 /dev/urandom > big/$i; done'
                  echo 'now'
                  artifactPush scope: 'workflow', path: 'big'
                }""");
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("now", run);
        Thread.sleep(1500);
        assertThat(run.isBuilding()).isTrue();
        long start = System.nanoTime();
        run.getExecutor().interrupt();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(run));
        assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
        jenkins.assertLogNotContains("Pushed big", run);
        File scope = new File(run.getRootDir(), "artifact-scopes/workflow");
        for (int i = 0; i < 50 && size(scope) > 100_000; i++) {
            Thread.sleep(100);
        }
        assertThat(size(scope)).isLessThan(100_000);
        workspace.deleteRecursive();
    }

    @Test
    public void shouldFailPlainlyWhenTheAgentIsLost() throws Exception {
        WorkflowJob job = pipeline("""
                node('away') {
                  sh 'mkdir big; for i in $(seq 8); do head -c 268435456 /dev/urandom > big/$i; done'
                  echo 'now'
                  catchError { artifactPush scope: 'workflow', path: 'big' }
                }
                assert artifactList(scope: 'workflow', path: '.') == []""");
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("now", run);
        Thread.sleep(1500);
        FilePath workspace = agent.getWorkspaceRoot();
        File files = new File(workspace.getRemote());
        try (LogRecorder log = new LogRecorder()
                .record("org.eclipse.jetty", Level.WARNING)
                .record("hudson.init.impl", Level.WARNING)
                .capture(100)) {
            agent.toComputer()
                    .disconnect(new hudson.slaves.OfflineCause.ByCLI("lost"))
                    .get();
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(run));
            Thread.sleep(500);
            assertThat(log.getRecords()).as("it happens every day").isEmpty();
        }
        jenkins.assertLogContains("ERROR: The agent was lost during the transfer", run);
        jenkins.assertLogNotContains("Pushed big", run);
        jenkins.assertLogNotContains("PowerAssertionError", run);
        new FilePath(files).deleteRecursive();
    }

    private static long size(File file) {
        File[] children = file.listFiles();
        long size = file.length();
        if (children != null) {
            for (File child : children) {
                size += size(child);
            }
        }
        return size;
    }

    @Test
    public void shouldLetOneOfTwoEqualPushesWinAndBothWhereTheyReplace() throws Exception {
        for (String node : new String[] {"built-in", "away"}) {
            WorkflowRun run = succeeds("node('" + node + "') {\n" + """
                    for (int i = 0; i < 50; i++) { writeFile file: "dist/f${i}", text: 'x' * 20000 }
                    def won = []
                    def lost = []
                    def push = { name -> try { artifactPush scope: 'workflow', path: 'dist'; won << name } catch (e) { lost << e.message } }
                    parallel a: { push('a') }, b: { push('b') }, c: { push('c') }
                    assert won.size() == 1 : lost
                    assert lost.every { it.contains('already has dist') } : lost
                    def replace = { artifactPush scope: 'workflow', path: 'dist', force: true }
                    parallel a: replace, b: replace, c: replace
                    }""");
            jenkins.assertLogNotContains("under way already", run);
        }
    }
}
