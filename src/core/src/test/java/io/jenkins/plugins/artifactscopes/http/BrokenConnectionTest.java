package io.jenkins.plugins.artifactscopes.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.disk.TestStore;
import io.jenkins.plugins.artifactscopes.testing.CuttingProxy;
import io.jenkins.plugins.artifactscopes.testing.FixedListener;
import io.jenkins.plugins.artifactscopes.testing.TransferServer;
import io.jenkins.plugins.artifactscopes.testing.TreeAssert;
import io.jenkins.plugins.artifactscopes.testing.TreeGenerator;
import io.jenkins.plugins.artifactscopes.transfer.CancelSignal;
import io.jenkins.plugins.artifactscopes.transfer.HttpAccess;
import io.jenkins.plugins.artifactscopes.transfer.HttpTarget;
import io.jenkins.plugins.artifactscopes.transfer.PathFilter;
import io.jenkins.plugins.artifactscopes.transfer.PlanLimits;
import io.jenkins.plugins.artifactscopes.transfer.Progress;
import io.jenkins.plugins.artifactscopes.transfer.PullRequest;
import io.jenkins.plugins.artifactscopes.transfer.PushRequest;
import io.jenkins.plugins.artifactscopes.transfer.ScopeAccess;
import io.jenkins.plugins.artifactscopes.transfer.TransferCancelled;
import io.jenkins.plugins.artifactscopes.transfer.TransferTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class BrokenConnectionTest {
    private static final ScopeId SCOPE = ScopeId.workflow("app", "12");
    private static final int LARGE = 6 << 20;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Random random = new Random(42);

    @SuppressWarnings("NullAway.Init")
    private TestStore store;

    @SuppressWarnings("NullAway.Init")
    private TransferServer server;

    @SuppressWarnings("NullAway.Init")
    private Path tree;

    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    private Path work() {
        return folder.getRoot().toPath();
    }

    @Before
    public void start() throws Exception {
        store = new TestStore(work().resolve("store"));
        server = new TransferServer(
                store.store(), FixedListener.generous(), work().resolve("spool"), PlanLimits.STANDARD);
        temporary = Files.createDirectory(work().resolve("temporary"));
        tree = Files.createDirectory(work().resolve("tree"));
        new TreeGenerator(7, 80, 200_000).make(tree.resolve("small"));
        byte[] large = new byte[LARGE];
        random.nextBytes(large);
        Files.write(tree.resolve("large"), large);
        for (int i = 0; i < 40; i++) {
            Files.write(tree.resolve("part" + i), java.util.Arrays.copyOf(large, 20_000 + i));
        }
    }

    @After
    public void stop() throws Exception {
        server.close();
        store.close();
    }

    private HttpAccess access(int port, CancelSignal cancel) {
        TransferTools tools =
                new TransferTools(temporary, System::nanoTime, random, BrokenConnectionTest::sleep, cancel);
        return new HttpAccess(HttpTarget.of(TransferServer.base(port), "app/12/Build"), SCOPE, tools);
    }

    /** A hundredth of the time: the server has yet to notice, too, that the request before is over. */
    private static void sleep(long millis) {
        LockSupport.parkNanos(millis * 10_000);
    }

    private void push(ScopeAccess access, String to) throws IOException {
        access.push(
                new PushRequest(tree, ArtifactPath.of(to), PathFilter.ALL, Overwrite.REFUSE, null, true),
                Progress.NONE);
    }

    private void pull(ScopeAccess access, String from, Path to) throws IOException {
        access.pull(new PullRequest(ArtifactPath.of(from), to, PathFilter.ALL, Overwrite.REFUSE), Progress.NONE);
    }

    @Test
    public void shouldGoOnWithAPushFromWhatHasArrived() throws Exception {
        try (CuttingProxy proxy = new CuttingProxy(server.port(), () -> 1_500_000 + random.nextInt(2_000_000))) {
            push(access(proxy.port(), new CancelSignal()), "dist");
            assertThat(proxy.up()).isLessThan(3L * LARGE);
        }
        pull(access(server.port(), new CancelSignal()), "dist", work().resolve("back"));
        TreeAssert.assertSame(work().resolve("back"), tree);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    public void shouldPushWhereverAConnectionBreaks() throws Exception {
        for (int i = 0; i < 40; i++) {
            long first = random.nextInt(i < 20 ? 20_000 : LARGE);
            long[] budgets = {first, 1 + random.nextInt(LARGE)};
            int[] used = {0};
            String name = "dist" + i;
            try (CuttingProxy proxy = new CuttingProxy(
                    server.port(), () -> used[0] < budgets.length ? budgets[used[0]++] : Long.MAX_VALUE)) {
                push(access(proxy.port(), new CancelSignal()), name);
            }
        }
        pull(access(server.port(), new CancelSignal()), "dist39", work().resolve("back"));
        TreeAssert.assertSame(work().resolve("back"), tree);
    }

    @Test
    public void shouldGoOnWithAFileWhoseBeginningTakesLongerToReadThanTheServerWaits() throws Exception {
        Path large = tree.resolve("large");
        server.breakOffAfter(Duration.ofMillis(700));
        long[] budgets = {4 << 20};
        int[] used = {0};
        long[] last = {-1};
        try (CuttingProxy proxy =
                new CuttingProxy(server.port(), () -> used[0] < budgets.length ? budgets[used[0]++] : Long.MAX_VALUE)) {
            access(proxy.port(), new CancelSignal())
                    .push(
                            new PushRequest(
                                    large, ArtifactPath.of("large"), PathFilter.ALL, Overwrite.REFUSE, null, true),
                            (done, total) -> {
                                // What is not sent is read as from a slow disk.
                                LockSupport.parkNanos(done == last[0] ? 100_000_000 : 0);
                                last[0] = done;
                            });
            assertThat(proxy.up()).isLessThan(LARGE * 3L / 2);
        }
        pull(access(server.port(), new CancelSignal()), "large", work().resolve("back"));
        assertThat(work().resolve("back")).hasBinaryContent(Files.readAllBytes(large));
    }

    @Test
    public void shouldGoOnWithAPullFromWhatHasCome() throws Exception {
        push(access(server.port(), new CancelSignal()), "dist");
        try (CuttingProxy proxy = new CuttingProxy(server.port(), () -> 300_000 + random.nextInt(2_000_000))) {
            pull(access(proxy.port(), new CancelSignal()), "dist", work().resolve("back"));
        }
        TreeAssert.assertSame(work().resolve("back"), tree);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    public void shouldGiveUpAfterSomeTriesAndLeaveNothing() throws Exception {
        push(access(server.port(), new CancelSignal()), "dist");
        try (CuttingProxy proxy = new CuttingProxy(server.port(), () -> 2000)) {
            assertThatThrownBy(() -> pull(access(proxy.port(), new CancelSignal()), "dist", work().resolve("new/back")))
                    .isInstanceOf(IOException.class);
        }
        assertThat(work().resolve("new")).doesNotExist();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    public void shouldEndAStalledTransferWithinASecondAndLeaveNothing() throws Exception {
        push(access(server.port(), new CancelSignal()), "dist");
        assertEndsSoon(cancel -> pull(cancel, work().resolve("new/back")), Thread::interrupt);
        assertEndsSoon(cancel -> pull(cancel, work().resolve("new/back")), null);
        assertThat(work().resolve("new")).doesNotExist();
        assertThat(temporary).isEmptyDirectory();
    }

    private ScopeAccess stalling(CuttingProxy[] proxy, CancelSignal cancel) throws IOException {
        proxy[0] = new CuttingProxy(server.port(), () -> Long.MAX_VALUE);
        return access(proxy[0].port(), cancel);
    }

    private void pull(CancelSignal cancel, Path to) throws IOException {
        CuttingProxy[] proxy = new CuttingProxy[1];
        ScopeAccess access = stalling(proxy, cancel);
        try {
            access.pull(
                    new PullRequest(ArtifactPath.of("dist"), to, PathFilter.ALL, Overwrite.REFUSE),
                    (done, total) -> proxy[0].stall());
        } finally {
            proxy[0].close();
        }
    }

    private void assertEndsSoon(
            Transfer transfer, java.util.function.@org.jspecify.annotations.Nullable Consumer<Thread> end)
            throws Exception {
        CancelSignal cancel = new CancelSignal();
        Throwable[] failure = new Throwable[1];
        Thread thread = new Thread(() -> {
            try {
                transfer.run(cancel);
            } catch (IOException e) {
                failure[0] = e;
            }
        });
        thread.start();
        Thread.sleep(1500);
        long start = System.nanoTime();
        if (end == null) {
            cancel.cancel();
        } else {
            end.accept(thread);
        }
        thread.join(5000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1200));
        assertThat(failure[0]).isInstanceOf(TransferCancelled.class);
    }

    @FunctionalInterface
    private interface Transfer {
        void run(CancelSignal cancel) throws IOException;
    }
}
