package io.jenkins.plugins.artifactscopes.jenkins.agent;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.remoting.Channel;
import hudson.slaves.DumbSlave;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ArtifactScopesConfiguration;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.transfer.PlanLimits;
import io.jenkins.plugins.artifactscopes.transfer.PushDesk;
import io.jenkins.plugins.artifactscopes.transfer.PushReport;
import io.jenkins.plugins.artifactscopes.transfer.PushTerms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.function.BiFunction;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** An agent in a process of its own, whose connection ends when its push is committed and it has not heard of that yet. */
public class LostAgentTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder spool = new TemporaryFolder();

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private DumbSlave agent;
    private ScopeId scope;

    @Before
    public void connect() throws Exception {
        agent = JENKINS.createOnlineSlave();
        agent.getWorkspaceRoot().child("dist/f").write("hello", "UTF-8");
        scope = ScopeId.workflow(JENKINS.createFreeStyleProject().getFullName(), "1");
    }

    /** As the store itself, but the agent is lost with each commit. */
    private static ScopeStore losing(ScopeStore store, Channel agent) {
        return after(
                ScopeStore.class,
                store,
                (called, result) -> called.equals("begin")
                        ? after(ScopePush.class, (ScopePush) result, (end, receipt) -> lost(end, receipt, agent))
                        : result);
    }

    private static Object lost(String called, Object result, Channel agent) {
        if (called.equals("commit")) {
            agent.terminate(new IOException("lost"));
        }
        return result;
    }

    private static <T> T after(Class<T> type, T real, BiFunction<String, Object, Object> then) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return then.apply(method.getName(), method.invoke(real, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private PushReport push() throws Exception {
        ScopeService service = ScopeService.get();
        ScopeStore store = losing(service.store(), (Channel) agent.getChannel());
        PushTerms terms = new PushTerms(
                scope, Holder.of(scope), "me", ArtifactPath.of("dist"), Overwrite.REFUSE, null, "attempt");
        FilePath directory = agent.getWorkspaceRoot();
        try (PushDesk desk = new PushDesk(
                store, service.catalog(), spool.getRoot().toPath(), PlanLimits.STANDARD, Clock.systemUTC())) {
            return new AgentTransfer(directory, new StreamTaskListener(console, StandardCharsets.UTF_8))
                    .push(
                            service.store(),
                            service.catalog(),
                            desk,
                            terms,
                            new PathChoice("dist", "dist", "", "", false, false));
        }
    }

    private void assertKept(PushReport report) throws IOException {
        assertThat(report.receipt().files()).isEqualTo(1);
        assertThat(report.receipt().bytes()).isEqualTo(5);
        assertThat(console.toString(StandardCharsets.UTF_8)).contains("What it pushed is kept.");
        assertThat(ScopeService.get().store().find(scope, ArtifactPath.of("dist/f")))
                .isPresent();
    }

    @Test
    public void shouldKeepWhatWasCommittedOverTheAgentsConnection() throws Exception {
        ArtifactScopesConfiguration.get().setDirectTransfer(false);
        try {
            assertKept(push());
        } finally {
            ArtifactScopesConfiguration.get().setDirectTransfer(true);
        }
    }

    @Test
    public void shouldKeepWhatWasCommittedOverHttp() throws Exception {
        assertKept(push());
    }
}
