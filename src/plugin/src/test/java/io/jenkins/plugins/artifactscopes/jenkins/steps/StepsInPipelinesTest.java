package io.jenkins.plugins.artifactscopes.jenkins.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Label;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import hudson.slaves.OfflineCause;
import io.jenkins.plugins.artifactscopes.jenkins.RunScopes;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ArtifactScopesConfiguration;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.pipeline.modeldefinition.actions.RestartDeclarativePipelineAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.replay.ReplayAction;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.JenkinsRule;

public class StepsInPipelinesTest {
    /** A file that takes far longer to push than any test waits, and no room on the disk before. */
    private static final String HUGE = "sh 'mkdir -p huge; truncate -s 64G huge/file'; ";

    /** Milliseconds: the timeout of two seconds, and the one that a transfer has to end. */
    private static final long SOON = 3_000;

    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    private DumbSlave agent;

    @Before
    public void startAgent() throws Exception {
        agent = jenkins.createOnlineSlave(Label.get("away"));
    }

    private WorkflowJob pipeline(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(
                WorkflowJob.class, "p" + jenkins.jenkins.getItems().size());
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    private static List<String> stored(ScopeId scope) throws Exception {
        List<String> stored = new ArrayList<>();
        try (ScopeTree tree = ScopeService.get().store().open(scope, ArtifactPath.ROOT)) {
            tree.entries()
                    .forEachRemaining(entry ->
                            stored.add(entry.path() + " by " + entry.push().by()));
        }
        return stored;
    }

    private static List<String> workflow(WorkflowRun run) throws Exception {
        return stored(RunScopes.of(run).workflowScope());
    }

    @Test
    public void shouldTakePartInWhatPipelinesDoAboutFailures() throws Exception {
        WorkflowRun run =
                jenkins.assertBuildStatus(Result.UNSTABLE, pipeline("""
                node('away') {
                  int tries = 0
                  retry(3) {
                    if (++tries == 3) { writeFile file: 'late', text: 'x' }
                    artifactPush scope: 'workflow', path: 'late'
                  }
                  catchError(buildResult: 'UNSTABLE') { artifactPull scope: 'project', path: 'none' }
                  echo 'went on'
                }""").scheduleBuild2(0));
        jenkins.assertLogContains("ERROR: Cannot read ", run);
        jenkins.assertLogContains("Pushed late to workflow: 1 file, 1 B in", run);
        jenkins.assertLogContains("ERROR: project p0 has no none", run);
        jenkins.assertLogContains("went on", run);
    }

    /** Ends what is in it after two seconds, and says how long all of it took. */
    private static final String LIMITED = """
            def start = System.currentTimeMillis()
            try {
              timeout(time: 2, unit: 'SECONDS') { %s }
            } finally {
              echo "ended after ${System.currentTimeMillis() - start} ms"
            }
            """;

    @Test
    public void shouldEndAPushAtATimeoutWithinASecondAndLeaveNothing() throws Exception {
        for (String way : List.of("built-in", "away", "away over its connection")) {
            ArtifactScopesConfiguration.get().setDirectTransfer(way.equals("away"));
            WorkflowJob job = pipeline("node('" + way.replaceFirst(" .*", "") + "') {\n" + HUGE + "\n"
                    + LIMITED.formatted("artifactPush scope: 'workflow', path: 'huge'") + "}");
            WorkflowRun run = jenkins.assertBuildStatus(Result.ABORTED, job.scheduleBuild2(0));
            jenkins.assertLogNotContains("\tat ", run);
            assertThat(workflow(run)).isEmpty();
            assertThat(left(new File(run.getRootDir(), "artifact-scopes"))).isLessThan(100_000);
            assertThat(ended(run)).as("milliseconds on " + way).isBetween(1900L, SOON);
        }
    }

    @Test
    public void shouldEndAPullAtATimeoutWithinASecondAndLeaveNothing() throws Exception {
        WorkflowJob job = pipeline("""
                node('built-in') {
                  sh 'mkdir -p large; truncate -s 4G large/file'
                  artifactPush scope: 'workflow', path: 'large'
                  deleteDir()
                }""");
        jenkins.buildAndAssertSuccess(job);
        for (String way : List.of("built-in", "away", "away over its connection")) {
            ArtifactScopesConfiguration.get().setDirectTransfer(way.equals("away"));
            String pull = "artifactPull project: 'p0', run: 1, scope: 'workflow', path: 'large', destination: 'back'";
            job.setDefinition(
                    new CpsFlowDefinition("""
                    node('%s') {
                      try {
                        %s
                      } finally {
                        sh 'test -z "$(find . -type f -size +100k)"'
                      }
                    }""".formatted(way.replaceFirst(" .*", ""), LIMITED.formatted(pull)), true));
            WorkflowRun run = jenkins.assertBuildStatus(Result.ABORTED, job.scheduleBuild2(0));
            jenkins.assertLogNotContains("script returned exit code", run);
            jenkins.assertLogNotContains("\tat ", run);
            assertThat(ended(run)).as("milliseconds on " + way).isBetween(1900L, SOON);
        }
    }

    private static long ended(WorkflowRun run) throws Exception {
        String ended = JenkinsRule.getLog(run).replaceFirst("(?s).*ended after ([0-9]+) ms.*", "$1");
        return Long.parseLong(ended);
    }

    /** Bytes below a directory once no transfer writes there any more. */
    private static long left(File directory) throws InterruptedException {
        for (int i = 0; i < 20 && size(directory) >= 100_000; i++) {
            Thread.sleep(100);
        }
        return size(directory);
    }

    private static long size(File file) {
        File[] children = file.listFiles();
        long size = file.isFile() ? file.length() : 0;
        for (File child : children == null ? new File[0] : children) {
            size += size(child);
        }
        return size;
    }

    @Test
    public void shouldGoOnElsewhereWhenTheAgentIsLostAndThatIsAskedFor() throws Exception {
        WorkflowJob job = pipeline("""
                int tries = 0
                retry(count: 2, conditions: [agent()]) {
                  node('away') {
                    if (++tries == 1) {
                      %s
                      echo 'now'
                      artifactPush scope: 'workflow', path: 'huge'
                    }
                    writeFile file: 'small', text: 'x'
                    artifactPush scope: 'workflow', path: 'small'
                  }
                }""".formatted(HUGE));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("now", run);
        Thread.sleep(1000);
        agent.toComputer().disconnect(new OfflineCause.ByCLI("lost")).get();
        agent.toComputer().setTemporaryOfflineCause(new OfflineCause.ByCLI("lost"));
        jenkins.createOnlineSlave(Label.get("away"));
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        jenkins.assertLogContains("The agent was lost during the transfer; nothing of it is kept.", run);
        assertThat(workflow(run)).containsExactly("small by p0 #1");
    }

    @Test
    public void shouldNameJobsByTheirStagesAndBranches() throws Exception {
        jenkins.jenkins.setNumExecutors(4);
        WorkflowRun run = jenkins.buildAndAssertSuccess(pipeline("""
                pipeline {
                  agent none
                  stages {
                    stage('Build') {
                      matrix {
                        agent { label 'built-in' }
                        axes { axis { name 'OS'; values 'linux', 'bsd' } }
                        stages { stage('Compile') { steps {
                          writeFile file: OS, text: OS
                          artifactPush scope: 'workflow', path: OS
                          artifactPush scope: 'job', path: OS, destination: 'mine'
                        } } }
                      }
                    }
                    stage('Test') {
                      parallel {
                        stage('unit') { agent { label 'built-in' }
                          steps {
                            artifactPull scope: 'workflow', path: 'linux', force: true
                            artifactPush scope: 'job', path: 'linux', destination: 'report'
                          } }
                        stage('system') { agent { label 'away' }
                          steps { artifactPull scope: 'workflow', path: 'bsd' } }
                      }
                    }
                  }
                }"""));
        assertThat(workflow(run))
                .containsExactly(
                        "bsd by Build / Matrix - OS = 'bsd' / Compile",
                        "linux by Build / Matrix - OS = 'linux' / Compile");
        Map<String, List<String>> jobs = new TreeMap<>();
        for (ScopeId scope : RunScopes.of(run).inUse(ScopeService.get().catalog())) {
            if (scope.job().isPresent()) {
                jobs.put(JobNames.of(run, scope.job().get()).orElseThrow(), stored(scope));
            }
        }
        assertThat(jobs)
                .containsOnlyKeys("Build / Matrix - OS = 'bsd'", "Build / Matrix - OS = 'linux'", "Test / unit");
        assertThat(JobNames.of(run, "1")).isEmpty();
        assertThat(JobNames.of(run, "none")).isEmpty();
    }

    @Test
    public void shouldHaveTheWorkflowAgainAfterARestartFromAStageAndNotInAReplay() throws Exception {
        WorkflowJob job = pipeline("""
                pipeline {
                  agent none
                  stages {
                    stage('Build') { agent { label 'away' }
 steps {
                      writeFile file: 'app', text: "built by $BUILD_NUMBER"
                      artifactPush scope: 'workflow', path: 'app', expireIn: '1d'
                      artifactPush scope: 'job', path: 'app'
                    } }
                    stage('Deploy') { agent { label 'built-in' }
 steps {
                      artifactPull scope: 'workflow', path: 'app', force: true
                      echo "deploys what was ${readFile('app')}"
                      script { assert artifactList(scope: 'job', path: '.') == [] }
                      artifactPush scope: 'job', path: 'app', destination: 'log'
                    } }
                  }
                }""");
        WorkflowRun first = jenkins.buildAndAssertSuccess(job);
        jenkins.jenkins.setQuietPeriod(0);
        first.getAction(RestartDeclarativePipelineAction.class).run("Deploy");
        jenkins.waitUntilNoActivity();
        WorkflowRun second = jenkins.assertBuildStatusSuccess(job.getBuildByNumber(2));
        jenkins.assertLogContains("Copied 1 file(s) of the workflow scope of #1", second);
        jenkins.assertLogContains("deploys what was built by 1", second);
        assertThat(workflow(second)).containsExactly("app by p0 #1");
        ReplayAction replay = first.getAction(ReplayAction.class);
        WorkflowRun third = (WorkflowRun) replay.run(replay.getOriginalScript(), replay.getOriginalLoadedScripts())
                .get();
        jenkins.assertLogContains("deploys what was built by 3", jenkins.assertBuildStatusSuccess(third));
        first.delete();
        assertThat(workflow(second)).containsExactly("app by p0 #1");
    }
}
