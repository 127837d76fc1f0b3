package io.jenkins.plugins.artifactscopes.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ArtifactNotFound;
import io.jenkins.plugins.artifactscopes.store.PushConflict;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.store.PushOptions;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Many at once: nothing is lost, nothing is mixed, and of two for one name exactly one wins. */
public class DiskConcurrencyTest {
    private static final ScopeId SCOPE = ScopeId.workflow("app", "1");
    private static final int FILES = 12;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private TestStore disk;

    @Before
    public void open() throws IOException {
        disk = new TestStore(folder.getRoot().toPath());
    }

    @After
    public void close() {
        threads.shutdownNow();
        disk.close();
    }

    @Test
    public void shouldNotAdmitTwoPushesToOneProjectByTheSameRoom() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        AtomicInteger used = new AtomicInteger();
        List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
        disk.close();
        disk = new TestStore(folder.getRoot().toPath(), Clock.systemUTC(), new TestStore.Deaf() {
            @Override
            public void admit(ScopeId scope, long bytes, long files) {
                seen.add(used.get());
                both.countDown();
                try {
                    assertThat(both.await(300, TimeUnit.MILLISECONDS)).isIn(true, false);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public Change begin(ScopeId scope, PushInfo push) {
                used.incrementAndGet();
                return super.begin(scope, push);
            }
        });
        List<Future<Void>> running = new ArrayList<>();
        for (ScopeId scope : List.of(ScopeId.workflow("app", "1"), ScopeId.workflow("app", "2"))) {
            Callable<Void> commit = () -> {
                try (ScopePush push = disk.store().begin(scope, "a")) {
                    byte[] bytes = "text".getBytes(StandardCharsets.UTF_8);
                    push.file(ArtifactPath.of("f"), 0644, Instant.EPOCH, SmallContent.of(bytes, bytes.length));
                    push.commit(new PushOptions(Overwrite.REFUSE, "Build", null));
                }
                return null;
            };
            running.add(threads.submit(commit));
        }
        for (Future<Void> one : running) {
            one.get();
        }
        assertThat(seen).containsExactly(0, 1);
    }

    @Test
    public void shouldKeepEveryOneOfManyParallelPushes() throws Exception {
        List<Callable<Void>> pushes = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            int number = i;
            pushes.add(() -> push("p" + number, "a" + number, "v" + number, Overwrite.REFUSE));
        }
        all(pushes);
        assertThat(StoredFiles.all(disk.store(), SCOPE)).hasSize(64 * FILES);
        disk = disk.reopened();
        assertThat(StoredFiles.all(disk.store(), SCOPE)).hasSize(64 * FILES);
    }

    @Test
    public void shouldLetExactlyOneOfManyPushesToOneNameWin() throws Exception {
        for (int round = 0; round < 10; round++) {
            String name = "n" + round;
            AtomicInteger won = new AtomicInteger();
            AtomicInteger lost = new AtomicInteger();
            List<Callable<Void>> pushes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String key = "r" + round + "p" + i;
                pushes.add(() -> {
                    try {
                        push(key, name, key, Overwrite.REFUSE);
                        won.incrementAndGet();
                    } catch (PushConflict e) {
                        lost.incrementAndGet();
                    }
                    return null;
                });
            }
            all(pushes);
            assertThat(won).hasValue(1);
            assertThat(lost).hasValue(7);
        }
        assertWholeArtifacts();
    }

    @Test
    public void shouldNeverMixWhatIsForcedOverOneAnotherWhileOthersReadDeleteAndCompact() throws Exception {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int number = i;
            work.add(() -> push("f" + number, "n" + number % 3, "v" + number, Overwrite.REPLACE));
            work.add(() -> {
                seen.addAll(assertWholeArtifacts());
                return null;
            });
            if (i % 4 == 0) {
                work.add(() -> delete("n" + number % 3));
                work.add(() -> {
                    disk.store().compact(SCOPE);
                    return null;
                });
            }
        }
        all(work);
        assertThat(seen).as("pushes that a reader saw").hasSizeGreaterThan(3);
        assertWholeArtifacts();
        List<String> problems = new ArrayList<>();
        try (Verification verification = new Verification(
                new HomeRoots(folder.getRoot().toPath()), java.time.Clock.systemUTC(), problems::add)) {
            verification.verifyAll();
        }
        assertThat(problems).isEmpty();
    }

    /** Every artifact has all files of one push; returns the pushes seen. */
    private Set<String> assertWholeArtifacts() throws IOException {
        Map<String, Set<String>> versions = new ConcurrentHashMap<>();
        Map<String, Integer> counts = new ConcurrentHashMap<>();
        StoredFiles.all(disk.store(), SCOPE).forEach((path, bytes) -> {
            String artifact = ArtifactPath.of(path).artifact();
            String text = new String(bytes, StandardCharsets.UTF_8);
            String version = text.substring(0, text.indexOf(' '));
            versions.computeIfAbsent(artifact, key -> ConcurrentHashMap.newKeySet())
                    .add(version);
            counts.merge(artifact, 1, Integer::sum);
        });
        assertThat(versions.values()).allSatisfy(set -> assertThat(set).hasSize(1));
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isEqualTo(FILES));
        Set<String> seen = ConcurrentHashMap.newKeySet();
        versions.values().forEach(seen::addAll);
        return seen;
    }

    private Void delete(String artifact) throws IOException {
        try {
            disk.store().delete(SCOPE, ArtifactPath.of(artifact));
        } catch (ArtifactNotFound e) {
            // Somebody else was faster.
            return null;
        }
        return null;
    }

    private Void push(String key, String artifact, String version, Overwrite overwrite) throws IOException {
        try (ScopePush push = disk.store().begin(SCOPE, key)) {
            for (int i = 10; i < 10 + FILES; i++) {
                byte[] bytes = (version + " " + i + "x".repeat(3000)).getBytes(StandardCharsets.UTF_8);
                push.file(
                        ArtifactPath.of(artifact + "/" + i), 0644, Instant.EPOCH, SmallContent.of(bytes, bytes.length));
            }
            try {
                push.commit(new PushOptions(overwrite, version, null));
            } catch (PushConflict e) {
                push.abort();
                throw e;
            }
        }
        return null;
    }

    private void all(List<Callable<Void>> work) throws Exception {
        for (Future<Void> each : threads.invokeAll(work)) {
            try {
                each.get();
            } catch (ExecutionException e) {
                throw new AssertionError(e.getCause());
            }
        }
    }
}
