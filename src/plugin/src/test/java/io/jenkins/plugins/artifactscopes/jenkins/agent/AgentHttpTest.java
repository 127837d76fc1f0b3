package io.jenkins.plugins.artifactscopes.jenkins.agent;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Label;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.agent.FaultyProxy.Fault;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ArtifactScopesConfiguration;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.transfer.PushTerms;
import java.net.HttpURLConnection;
import java.net.URI;
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
public class AgentHttpTest {
    /** 3 MB that do not shrink, and small files. */
    private static final String ROUND_TRIP = """
            node('away') {
              sh 'mkdir -p dist/small && head -c 3000000 /dev/urandom > dist/big && for i in 1 2 3 4 5; do echo $i > dist/small/$i; done'
              def pushed = artifactPush scope: 'workflow', path: 'dist'
              assert pushed.files == 6
              artifactPull scope: 'workflow', path: 'dist', destination: 'back'
              sh 'diff -r dist back'
            }""";

    @ClassRule
    public static final BuildWatcher WATCHER = new BuildWatcher();

    @Rule
    public final FlagRule<String> silence =
            FlagRule.systemProperty("io.jenkins.plugins.artifactscopes.silenceSeconds", "2");

    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Before
    public void startAgent() throws Exception {
        jenkins.createOnlineSlave(Label.get("away"));
    }

    private WorkflowRun run(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(
                WorkflowJob.class, "app" + jenkins.jenkins.getItems().size());
        job.setDefinition(new CpsFlowDefinition(script, true));
        return jenkins.buildAndAssertSuccess(job);
    }

    private WorkflowRun throughAProxy(Fault fault) throws Exception {
        try (FaultyProxy proxy = new FaultyProxy(jenkins.getURL().toURI(), fault)) {
            ArtifactScopesConfiguration.get().setAgentUrl(proxy.url());
            return run(ROUND_TRIP);
        }
    }

    @Test
    public void shouldTransferOverHttpAndSaySo() throws Exception {
        WorkflowRun run = run(ROUND_TRIP);
        jenkins.assertLogContains("Transferred over HTTP with " + jenkins.getURL(), run);
        jenkins.assertLogNotContains("Transferring over the agent's connection", run);
        jenkins.assertLogNotContains("/transfers/", run);
    }

    @Test
    public void shouldTellTheExpiryOfThePushItselfWhicheverWayItGoes() throws Exception {
        String script = """
                node('%s') {
                  writeFile file: 'f', text: 'x'
                  artifactPush scope: 'workflow', path: 'f', destination: 'releases/1', expireIn: 'never'
                  def pushed = artifactPush scope: 'workflow', path: 'f', destination: 'releases/2', expireIn: '1d'
                  assert pushed.expires != null
                  pushed = artifactPush scope: 'workflow', path: 'f', destination: 'releases/3', expireIn: 'never'
                  assert pushed.expires == null
                }""";
        run(script.formatted("built-in"));
        jenkins.assertLogContains("Transferred over HTTP", run(script.formatted("away")));
        ArtifactScopesConfiguration.get().setDirectTransfer(false);
        jenkins.assertLogNotContains("over HTTP", run(script.formatted("away")));
    }

    @Test
    public void shouldTransferThroughAProxyThatIsConfigured() throws Exception {
        WorkflowRun run = throughAProxy(Fault.NONE);
        jenkins.assertLogContains("Transferred over HTTP with http://127.0.0.1:", run);
        jenkins.assertLogNotContains("Transferring over the agent's connection", run);
    }

    @Test
    public void shouldFallBackWhenAProxyRefuses() throws Exception {
        fallsBack(Fault.REFUSE_403, "answered with HTTP status 403.");
        fallsBack(Fault.REFUSE_413, "answered with HTTP status 413.");
    }

    @Test
    public void shouldFallBackWhenAProxyTruncates() throws Exception {
        fallsBack(Fault.CUT, "it did not work: ");
    }

    @Test
    public void shouldFallBackWhenAProxyHangs() throws Exception {
        fallsBack(Fault.HANG, "it did not work: ");
    }

    @Test
    public void shouldFallBackWhenSomethingElseAnswers() throws Exception {
        fallsBack(Fault.CAPTIVE, "it did not work: ");
    }

    @Test
    public void shouldCountWhatWasSentOverHttpWhenOnlyTheAnswerToItsCommitIsLost() throws Exception {
        WorkflowRun run = throughAProxy(Fault.COMMIT_LOST);
        jenkins.assertLogContains("Transferring over the agent's connection", run);
        jenkins.assertLogContains("Pushed dist to workflow: 6 files", run);
        jenkins.assertLogNotContains("already there", run);
    }

    private void fallsBack(Fault fault, String reason) throws Exception {
        WorkflowRun run = throughAProxy(fault);
        jenkins.assertLogContains(
                "Transferring over the agent's connection, because over HTTP with http://127.0.0.1:", run);
        jenkins.assertLogContains(reason, run);
        jenkins.assertLogNotContains("/transfers/", run);
        jenkins.assertLogNotContains("Transferred over HTTP", run);
    }

    @Test
    public void shouldNotTryAgainSoonWhatAnAgentCannotReach() throws Exception {
        String url;
        try (FaultyProxy gone = new FaultyProxy(jenkins.getURL().toURI(), Fault.NONE)) {
            url = gone.url();
        }
        ArtifactScopesConfiguration.get().setAgentUrl(url);
        WorkflowRun first = run(ROUND_TRIP);
        jenkins.assertLogContains("Transferring over the agent's connection", first);
        WorkflowRun second = run(ROUND_TRIP);
        jenkins.assertLogContains("could not reach", second);
        ArtifactScopesConfiguration.get().setAgentUrl("");
        jenkins.assertLogContains("Transferred over HTTP", run(ROUND_TRIP));
    }

    @Test
    public void shouldStayWithTheAgentsConnectionWhenSwitchedOff() throws Exception {
        ArtifactScopesConfiguration.get().setDirectTransfer(false);
        jenkins.assertLogNotContains("over HTTP", run(ROUND_TRIP));
    }

    @Test
    public void shouldSayWhatTheControllerRefusesWithoutTryingAnotherWay() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "twice");
        job.setDefinition(new CpsFlowDefinition("""
                node('away') {
                  writeFile file: 'f', text: 'one'
                  artifactPush scope: 'workflow', path: 'f'
                  artifactPush scope: 'workflow', path: 'f'
                }""", true));
        WorkflowRun run = jenkins.assertBuildStatus(hudson.model.Result.FAILURE, job.scheduleBuild2(0));
        jenkins.assertLogContains("workflow already has f", run);
        jenkins.assertLogNotContains("Transferring over the agent's connection", run);
    }

    @Test
    public void shouldGrantOnePushAndNothingElse() throws Exception {
        run("node { writeFile file: 'f', text: 'one'; artifactPush scope: 'project', path: 'f' }");
        ScopeService service = ScopeService.get();
        ScopeId scope = ScopeId.project("app0");
        PushTerms terms =
                new PushTerms(scope, Holder.of(scope), "me", ArtifactPath.of("g"), Overwrite.REFUSE, null, "attempt");
        Grant grant = Grants.get().push(terms, new Grant.Place(service.store(), service.catalog(), service.desk()));
        String base = jenkins.getURL() + Grants.get().path(grant);
        String query = "?scope=project&project=app0";
        assertThat(status("GET", base)).isEqualTo(200);
        assertThat(status("GET", base + "tree" + query + "&path=f")).isEqualTo(403);
        assertThat(status("GET", base + "entries" + query + "&path=f")).isEqualTo(403);
        assertThat(status("DELETE", base + "entries" + query + "&path=f")).isEqualTo(403);
        assertThat(status("POST", base + "pushes/" + "0".repeat(40) + "/commit"))
                .isEqualTo(401);
        assertThat(status("POST", base + "../../../../createItem?name=x")).isEqualTo(403);
        assertThat(jenkins.jenkins.getItem("x")).isNull();
        String forged = base.substring(0, base.length() - 2) + (base.endsWith("0/") ? "1/" : "0/");
        assertThat(status("GET", forged)).isEqualTo(404);
        assertThat(status("POST", forged + "pushes" + query)).isEqualTo(403);
        Grants.get().revoke(grant);
        assertThat(status("GET", base)).isEqualTo(404);
        assertThat(ScopeService.get().store().find(scope, ArtifactPath.of("f"))).isPresent();
    }

    private static int status(String method, String url) throws Exception {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setRequestMethod(method);
        return connection.getResponseCode();
    }
}
