package io.jenkins.plugins.artifactscopes.jenkins.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.FilePath;
import hudson.model.Label;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ArtifactScopesConfiguration;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushOptions;
import io.jenkins.plugins.artifactscopes.transfer.CancelSignal;
import io.jenkins.plugins.artifactscopes.transfer.HttpAccess;
import io.jenkins.plugins.artifactscopes.transfer.HttpTarget;
import io.jenkins.plugins.artifactscopes.transfer.PathFilter;
import io.jenkins.plugins.artifactscopes.transfer.PushRequest;
import io.jenkins.plugins.artifactscopes.transfer.TransferTools;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import jenkins.model.JenkinsLocationConfiguration;
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

/** The agent is a JVM of its own, and so is each command. */
public class CommandStepTest {
    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private DumbSlave agent;

    @Before
    public void startAgent() throws Exception {
        agent = jenkins.createOnlineSlave(Label.get("away"));
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

    @Test
    public void shouldPushAndPullFromShellsInEveryScopeOfTheJob() throws Exception {
        for (String node : List.of("away", "built-in")) {
            WorkflowRun run = succeeds("""
                    node('NODE') {
                      stage('Build') {
                        sh 'rm -rf * && mkdir -p dist && echo hello > dist/f && chmod 755 dist/f'
                        withArtifactScopes {
                          sh 'artifact push workflow dist && artifact push job dist && artifact push project dist -d NODE'
                          sh 'artifact pull workflow dist -d back && test -x back/f && artifact ls project NODE'
                          sh 'artifact yank job dist'
                        }
                      }
                      assert artifactList(scope: 'workflow', path: 'dist')*.pushedBy == ['Build', 'Build']
                      assert artifactList(scope: 'job', path: '.') == []
                      assert artifactPull(scope: 'project', path: 'NODE').files == 1
                    }""".replace("NODE", node));
            jenkins.assertLogContains("Pushed dist to workflow: 1 file, 6 B", run);
        }
        FilePath cache = agent.getRootPath().child("caches/artifact-scopes");
        assertThat(cache.list()).hasSize(1);
        assertThat(cache.child(CommandFiles.get().digest()).list())
                .extracting(FilePath::getName)
                .containsExactlyInAnyOrder("artifact", "artifact.cmd", "artifact.jar");
    }

    @Test
    public void shouldRunTheExampleOfTheDocumentation() throws Exception {
        jenkins.jenkins.setNumExecutors(0);
        WorkflowRun run = succeeds(Files.readString(Path.of("../../docs/examples/command.Jenkinsfile")));
        jenkins.assertLogContains("Pushed dist to workflow: 1 file, 11 B", run);
        jenkins.assertLogContains("Pulled dist from workflow: 1 file, 11 B", run);
    }

    @Test
    public void shouldHaveTheCommandInTheBlockAlone() throws Exception {
        succeeds("""
                node('away') {
                  withArtifactScopes { sh 'command -v artifact && test -n "$ARTIFACT_TOKEN"' }
                  sh 'test -z "$(command -v artifact)$ARTIFACT_TOKEN$ARTIFACT_URL"'
                  assert env.ARTIFACT_TOKEN == null
                }""");
    }

    @Test
    public void shouldKeepTheTokenOutOfTheLogAndOfTheBuild() throws Exception {
        WorkflowRun run = succeeds("""
                node('away') {
                  withArtifactScopes {
                    sh 'printf %s "$ARTIFACT_TOKEN" > token'
                    sh 'set +x; echo "it is $ARTIFACT_TOKEN!"; printf %s "$ARTIFACT_TOKEN" | base64; echo; echo done $ARTIFACT_JOB'
                    sh 'env; set -x; : curl -H "Authorization: Bearer $ARTIFACT_TOKEN"'
                    echo sh(script: 'cat token', returnStdout: true)
                  }
                }""");
        String token = agent.getWorkspaceFor(run.getParent()).child("token").readToString();
        assertThat(token).startsWith("artifact_job_");
        String log = JenkinsRule.getLog(run);
        String base64 = Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.US_ASCII));
        assertThat(log)
                .contains("it is ****!", "ARTIFACT_TOKEN=****", "Bearer ****", "done ")
                .doesNotContain("artifact_job_")
                .doesNotContain(base64.substring(0, 60));
        try (Stream<Path> files = Files.walk(run.getRootDir().toPath())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(token.substring(0, 50));
            }
        }
    }

    @Test
    public void shouldReachTheScopesOfTheJobAloneAndOnlyWithinTheBlock() throws Exception {
        succeeds("node { writeFile file: 'f', text: 'x'; artifactPush scope: 'project', path: 'f' }");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        WorkflowJob job = pipeline("""
                node('away') {
                  writeFile file: 'f', text: 'x'
                  withArtifactScopes {
                    sh 'printf %s "$ARTIFACT_TOKEN" > token; printf %s "$ARTIFACT_JOB" > job; touch ready; while [ ! -e go ]; do sleep 0.1; done'
                  }
                  sh 'touch ended; while [ ! -e over ]; do sleep 0.1; done'
                }""");
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        FilePath workspace = agent.getWorkspaceFor(job);
        await(workspace.child("ready"));
        String name = job.getName();
        TokenClient client = new TokenClient(jenkins, workspace.child("token").readToString());
        String mine =
                "project=" + name + "&workflow=1&job=" + workspace.child("job").readToString();
        for (String scope : List.of("project", "workflow", "job")) {
            assertThat(client.list(scope, mine)).as(scope).isEqualTo(200);
        }
        assertThat(client.list("job", "project=" + name + "&workflow=1&job=99")).isEqualTo(403);
        assertThat(client.list("workflow", "project=" + name + "&workflow=2")).isEqualTo(403);
        assertThat(client.list("project", "project=app0")).isEqualTo(403);
        assertThat(client.list("project", "project=none")).isEqualTo(403);
        // Past the crumb, which no page of another site could be made to need less for; the request itself lacks much.
        assertThat(client.status("POST", "v1/pushes?scope=project&" + mine)).isEqualTo(400);
        assertThat(client.status("POST", "v1/pushes?scope=project&project=app0&destination=x&attempt=1"))
                .isEqualTo(403);
        assertThat(client.status("DELETE", "v1/entries?scope=project&project=app0&path=f"))
                .isEqualTo(403);
        assertThat(client.status("GET", "repos/-/" + name + "/actions/artifacts"))
                .isEqualTo(401);
        workspace.child("go").touch(0);
        await(workspace.child("ended"));
        assertThat(client.list("project", mine)).isEqualTo(401);
        assertThat(client.status("POST", "v1/pushes?scope=project&" + mine)).isIn(401, 403);
        workspace.child("over").touch(0);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
        assertThat(client.list("workflow", mine)).isEqualTo(401);
        run.delete();
        job.updateNextBuildNumber(1);
        assertThat(client.list("workflow", mine)).isEqualTo(401);
    }

    @Test
    public void shouldEndAPushThatBeganWithTheTokenWhenTheBlockEnds() throws Exception {
        WorkflowJob job = pipeline("""
                node('away') {
                  withArtifactScopes {
                    sh 'printf %s "$ARTIFACT_TOKEN" > token; touch ready; while [ ! -e go ]; do sleep 0.1; done'
                  }
                  sh 'touch ended; while [ ! -e over ]; do sleep 0.1; done'
                }""");
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        FilePath workspace = agent.getWorkspaceFor(job);
        await(workspace.child("ready"));
        URI address = URI.create(jenkins.getURL() + "artifact-scopes/v1/");
        Duration patience = Duration.ofSeconds(20);
        HttpTarget target = new HttpTarget(
                address, workspace.child("token").readToString(), patience, patience, HttpTarget.Retries.FEW);
        ScopeId scope = ScopeId.workflow(job.getName(), "1");
        Path late = folder.newFile("late").toPath();
        Files.write(late, new byte[3_000_000]);
        PushRequest push = new PushRequest(
                late, ArtifactPath.of("late"), PathFilter.ALL, PushOptions.Overwrite.REFUSE, null, false);
        AtomicBoolean ended = new AtomicBoolean();
        assertThatThrownBy(() -> new HttpAccess(target, scope, TransferTools.standard(new CancelSignal()))
                        .push(push, (done, total) -> {
                            if (ended.compareAndSet(false, true)) {
                                end(workspace);
                            }
                        }))
                .hasMessageContaining("The job that began this push has ended.");
        assertThat(ScopeService.get().catalog().inScope(scope, "", 1)).isEmpty();
        workspace.child("over").touch(0);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(run));
    }

    private static void end(FilePath workspace) {
        try {
            workspace.child("go").touch(0);
            await(workspace.child("ended"));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void await(FilePath file) throws Exception {
        for (int i = 0; i < 600 && !file.exists(); i++) {
            Thread.sleep(100);
        }
        assertThat(file.exists()).as(file.getRemote()).isTrue();
    }

    @Test
    public void shouldTakeTheCommandAsThePluginBringsItAndNotAsTheAgentHasChangedIt() throws Exception {
        String script = "node('away') { withArtifactScopes { sh 'artifact --version' } }";
        succeeds(script);
        FilePath cache = agent.getRootPath().child("caches/artifact-scopes");
        FilePath command = cache.child(CommandFiles.get().digest());
        long placed = command.child("artifact.jar").lastModified();
        succeeds(script);
        assertThat(command.child("artifact.jar").lastModified()).isEqualTo(placed);
        command.child("artifact").write("#!/bin/sh\necho changed\n", "UTF-8");
        FilePath old = cache.child("0".repeat(64));
        old.child("artifact.jar").write("old", "UTF-8");
        old.touch(System.currentTimeMillis() - 8L * 24 * 60 * 60 * 1000);
        WorkflowRun run = succeeds(script);
        jenkins.assertLogNotContains("changed", run);
        jenkins.assertLogContains("artifact ", run);
        assertThat(cache.list())
                .extracting(FilePath::getName)
                .containsExactly(CommandFiles.get().digest());
    }

    @Test
    public void shouldProvideTheCommandInEveryNodeBlockWhereThatIsConfigured() throws Exception {
        ArtifactScopesConfiguration.get().setProvideCommand(true);
        jenkins.configRoundtrip();
        assertThat(ArtifactScopesConfiguration.get().isProvideCommand()).isTrue();
        WorkflowRun run = succeeds("""
                parallel one: { node('away') {
                  sh 'echo x > one && artifact push workflow one && echo "$ARTIFACT_TOKEN"'
                } }, two: { node('built-in') {
                  sh 'echo x > two && artifact push workflow two && artifact push job two'
                  withEnv(['ARTIFACT_TOKEN=mine']) { sh 'test "$ARTIFACT_TOKEN$ARTIFACT_URL" = mine' }
                } }
                assert artifactList(scope: 'workflow', path: '.')*.path == ['one', 'two']""");
        jenkins.assertLogNotContains("artifact_job_", run);
        jenkins.assertLogContains("****", run);
    }

    @Test
    public void shouldSayWhatIsMissing() throws Exception {
        JenkinsLocationConfiguration.get().setUrl(null);
        WorkflowRun run = jenkins.assertBuildStatus(
                Result.FAILURE,
                pipeline("node('away') { withArtifactScopes { echo 'in' } }").scheduleBuild2(0));
        jenkins.assertLogContains("The artifact command needs the address of Jenkins. Set the Jenkins URL", run);
        jenkins.assertLogNotContains("in\n", run);
        ArtifactScopesConfiguration.get().setProvideCommand(true);
        WorkflowRun without = succeeds("node('away') { sh 'echo went on' }");
        jenkins.assertLogContains("The artifact command is not provided: The artifact command needs", without);
        assertThat(new File(without.getRootDir(), "artifact-scopes")).doesNotExist();
    }
}
