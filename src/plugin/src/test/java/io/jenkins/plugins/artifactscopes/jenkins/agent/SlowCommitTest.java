package io.jenkins.plugins.artifactscopes.jenkins.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.FilePath;
import hudson.remoting.Channel;
import hudson.slaves.DumbSlave;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushOptions;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.PushReceipt;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.transfer.PlanLimits;
import io.jenkins.plugins.artifactscopes.transfer.PushDesk;
import io.jenkins.plugins.artifactscopes.transfer.PushTerms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** A push whose commit takes longer, as on a slow disk, than its step waits for it. */
public class SlowCommitTest {
    @ClassRule
    public static final JenkinsRule JENKINS = new JenkinsRule();

    @Rule
    public final TemporaryFolder spool = new TemporaryFolder();

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private ScopeId scope;
    private PushDesk desk;

    @Before
    public void another() throws Exception {
        scope = ScopeId.workflow(JENKINS.createFreeStyleProject().getFullName(), "1");
    }

    @After
    public void close() throws IOException {
        if (desk != null) {
            desk.close();
        }
    }

    /** What is done instead of a commit. */
    private interface Committing {
        PushReceipt commit(ScopePush push, PushOptions options, ScopePush.Wanted wanted) throws Exception;
    }

    /** As the real one, but for commits. */
    private static <T> T with(Committing committing, Class<T> type, T real) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        if (method.getName().equals("commit")) {
                            return committing.commit(
                                    (ScopePush) real, (PushOptions) arguments[0], (ScopePush.Wanted) arguments[1]);
                        }
                        Object result = method.invoke(real, arguments);
                        return result instanceof ScopePush push ? with(committing, ScopePush.class, push) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private PushTerms terms() {
        return new PushTerms(scope, Holder.of(scope), "me", ArtifactPath.of("dist"), Overwrite.REFUSE, null, "attempt");
    }

    private void push(FilePath directory, Committing committing) throws Exception {
        directory.child("dist/f").write("hello", "UTF-8");
        ScopeService service = ScopeService.get();
        ScopeStore store = with(committing, ScopeStore.class, service.store());
        desk = new PushDesk(store, service.catalog(), spool.getRoot().toPath(), PlanLimits.STANDARD, Clock.systemUTC());
        AgentTransfer transfer = new AgentTransfer(directory, new StreamTaskListener(console, StandardCharsets.UTF_8));
        Outcome.of(() -> transfer.push(
                store, service.catalog(), desk, terms(), new PathChoice("dist", "dist", "", "", false, false)));
    }

    private boolean isThere() throws IOException {
        return ScopeService.get().store().find(scope, ArtifactPath.of("dist/f")).isPresent();
    }

    @Test
    public void shouldKeepNothingAfterItSaidSoOfALostAgent() throws Exception {
        DumbSlave agent = JENKINS.createOnlineSlave();
        Committing late = (push, options, wanted) -> {
            ((Channel) agent.getChannel()).terminate(new IOException("lost"));
            told.await();
            try {
                return push.commit(options, wanted);
            } finally {
                ended.countDown();
            }
        };
        assertThatThrownBy(() -> push(agent.getWorkspaceRoot(), late)).hasMessageContaining("nothing of it is kept");
        told.countDown();
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(isThere()).isFalse();
    }

    /** A push over HTTP of which a request is under way. */
    private GrantedPush underWay() throws IOException {
        ScopeService service = ScopeService.get();
        Grant.Place place = new Grant.Place(service.store(), service.catalog(), service.desk());
        Grant grant = Grants.get().push(terms(), place);
        grant.enter();
        grant.wentOn("x");
        return new GrantedPush(grant, place, Duration.ofMillis(100));
    }

    @Test
    public void shouldKeepNothingAfterItSaidThatAPushDoesNotEnd() throws Exception {
        GrantedPush push = underWay();
        assertThatThrownBy(push::leave).hasMessageContaining("does not end");
        assertThatThrownBy(push.grant()::requireWanted).hasMessageContaining("aborted");
    }

    @Test
    public void shouldGoOnWithAPushThatDoesNotEndAndIsCommitted() throws Exception {
        GrantedPush push = underWay();
        try (ScopePush committed = ScopeService.get().store().begin(scope, "a")) {
            committed.directory(ArtifactPath.of("dist"), 0755, Instant.EPOCH);
            committed.commit(new PushOptions(Overwrite.REFUSE, "me", null, terms().attempt()));
        }
        assertThatCode(push::leave).doesNotThrowAnyException();
    }

    @Test
    public void shouldKeepNothingOfAPushThatHasNotEndedWithItsStep() throws Exception {
        GrantedPush push = underWay();
        push.close();
        assertThatThrownBy(push.grant()::requireWanted).hasMessageContaining("aborted");
    }

    /** Aborts a push that is about to be seen, and looks at it right then. */
    private void assertSaysWhatIsKept(FilePath directory) {
        Thread step = Thread.currentThread();
        Committing aborted = (push, options, wanted) -> push.commit(options, () -> {
            wanted.require();
            step.interrupt();
            LockSupport.parkNanos(1_500_000_000);
        });
        try {
            assertThatThrownBy(() -> push(directory, aborted)).isInstanceOf(InterruptedException.class);
        } finally {
            // A step that was interrupted has this of its own thread; the test goes on with it.
            Thread.interrupted();
        }
        assertThat(console.toString(StandardCharsets.UTF_8))
                .contains("The push was aborted when everything had arrived. What it pushed is kept.");
    }

    @Test
    public void shouldSayWhatIsKeptOfAPushThatIsAbortedOnTheBuiltInNode() throws Exception {
        assertSaysWhatIsKept(new FilePath(JENKINS.jenkins.getRootDir()).child("here"));
        assertThat(isThere()).isTrue();
    }

    @Test
    public void shouldSayWhatIsKeptOfAPushThatIsAbortedOnAnAgent() throws Exception {
        assertSaysWhatIsKept(JENKINS.createOnlineSlave().getWorkspaceRoot());
        assertThat(isThere()).isTrue();
    }
}
