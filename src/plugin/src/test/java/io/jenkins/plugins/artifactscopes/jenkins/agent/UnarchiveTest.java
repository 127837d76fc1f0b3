package io.jenkins.plugins.artifactscopes.jenkins.agent;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Label;
import io.jenkins.plugins.artifactscopes.jenkins.agent.FaultyProxy.Fault;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ArtifactScopesConfiguration;
import io.jenkins.plugins.artifactscopes.jenkins.manager.ScopedArtifactManagerFactory;
import jenkins.model.ArtifactManagerConfiguration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.BuildWatcher;
import org.jvnet.hudson.test.FlagRule;
import org.jvnet.hudson.test.JenkinsRule;

/** The agent is a JVM of its own. */
public class UnarchiveTest {
    private static final String ROUND_TRIP = """
            node('away') {
              sh 'mkdir -p out/deep && echo one > out/deep/f && head -c 400000 /dev/urandom > out/big'
              archiveArtifacts 'out/'
              sh 'mv out before'
              unarchive mapping: ['out/': '.']
              sh 'diff -r before out'
            }""";

    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @Rule
    public final FlagRule<String> silence =
            FlagRule.systemProperty("io.jenkins.plugins.artifactscopes.silenceSeconds", "2");

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Before
    public void select() throws Exception {
        ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(new ScopedArtifactManagerFactory());
        jenkins.createOnlineSlave(Label.get("away"));
    }

    private WorkflowJob pipeline(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(
                WorkflowJob.class, "app" + jenkins.jenkins.getItems().size());
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    /** Whether a link was followed. */
    private boolean followsLinks(Fault fault, String script) throws Exception {
        try (FaultyProxy proxy = new FaultyProxy(jenkins.getURL().toURI(), fault)) {
            ArtifactScopesConfiguration.get().setAgentUrl(proxy.url());
            jenkins.assertLogNotContains("Retrying", jenkins.buildAndAssertSuccess(pipeline(script)));
            return proxy.saw("/artifact-scopes/downloads/");
        }
    }

    @Test
    public void shouldFollowLinksOnAnAgentThatReachesJenkins() throws Exception {
        assertThat(followsLinks(Fault.NONE, ROUND_TRIP)).isTrue();
    }

    @Test
    public void shouldGoOverTheConnectionOfAnAgentThatDoesNotReachJenkins() throws Exception {
        String url;
        try (FaultyProxy gone = new FaultyProxy(jenkins.getURL().toURI(), Fault.NONE)) {
            url = gone.url();
        }
        ArtifactScopesConfiguration.get().setAgentUrl(url);
        WorkflowRun run = jenkins.buildAndAssertSuccess(pipeline(ROUND_TRIP));
        jenkins.assertLogContains("Transferring over the agent's connection", run);
        jenkins.assertLogNotContains("Retrying", run);
        ArtifactScopesConfiguration.get().setAgentUrl("");
        assertThat(followsLinks(Fault.NONE, ROUND_TRIP)).isTrue();
    }

    @Test
    public void shouldGoOverTheConnectionOfAnAgentWhoseTransfersHadTo() throws Exception {
        assertThat(followsLinks(Fault.REFUSE_413, ROUND_TRIP)).isFalse();
    }

    @Test
    public void shouldGoOverTheConnectionWhileTheRunIsOnAnotherNodeThatDoesNotReachJenkins() throws Exception {
        assertThat(followsLinks(Fault.NONE, "node('built-in') {" + ROUND_TRIP + "}"))
                .isFalse();
        assertThat(followsLinks(Fault.NONE, ROUND_TRIP.replace("'away'", "'built-in'")))
                .isFalse();
    }

    @Test
    public void shouldNotCareAboutAgentsThatOtherRunsAreOnUnlessTheRunIsOver() throws Exception {
        WorkflowRun other = pipeline("node('built-in') { sh 'while [ ! -e go ]; do sleep 0.2; done' }")
                .scheduleBuild2(0)
                .waitForStart();
        jenkins.waitForMessage("sleep 0.2", other);
        assertThat(followsLinks(Fault.NONE, ROUND_TRIP)).isTrue();
        WorkflowRun over =
                jenkins.jenkins.getItemByFullName("app1", WorkflowJob.class).getLastBuild();
        assertThat(over.getArtifactManager().root().child("out/big").toExternalURL())
                .isNull();
        jenkins.jenkins.getWorkspaceFor(other.getParent()).child("go").touch(0);
        jenkins.waitForCompletion(other);
        jenkins.waitUntilNoActivity();
        assertThat(over.getArtifactManager().root().child("out/big").toExternalURL())
                .isNotNull();
    }
}
