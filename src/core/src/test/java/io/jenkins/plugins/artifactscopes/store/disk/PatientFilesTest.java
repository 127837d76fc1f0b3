package io.jenkins.plugins.artifactscopes.store.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushOptions;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.store.fs.FilePath;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Threads are interrupted while they save and read; nobody loses the file by it. */
public class PatientFilesTest {
    private static final int KEYS = 20_000;
    private static final ScopeId SCOPE = ScopeId.project("app");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @After
    public void end() {
        threads.shutdownNow();
    }

    @Test
    public void shouldDoWhatAnInterruptedThreadAsksForAndLeaveItInterrupted() throws IOException {
        Path file = folder.getRoot().toPath().resolve("a");
        try (FileChannel channel = FilePath.get(PatientFiles.name(file)).open("rw")) {
            Thread.currentThread().interrupt();

            channel.write(ByteBuffer.wrap("abc".getBytes(StandardCharsets.US_ASCII)), 0);
            channel.force(true);
            ByteBuffer read = ByteBuffer.allocate(3);
            channel.read(read, 0);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(read.array()).isEqualTo("abc".getBytes(StandardCharsets.US_ASCII));
            assertThat(channel.size()).isEqualTo(3);
        }
    }

    @Test
    public void shouldStayClosedOnceItIsClosed() throws IOException {
        FileChannel channel = FilePath.get(
                        PatientFiles.name(folder.getRoot().toPath().resolve("a")))
                .open("rw");
        channel.close();

        assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1), 0)).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    public void shouldSaveAndReadPagesWhileThreadsAreInterrupted() throws Exception {
        String name = PatientFiles.name(folder.getRoot().toPath().resolve("maps.mv"));
        try (MVStore store = open(name)) {
            MVMap<Integer, String> map = store.openMap("map");
            for (int i = 0; i < KEYS; i++) {
                map.put(i, value(i, 0));
            }
            store.commit();
            AtomicBoolean done = new AtomicBoolean();
            List<Worker> workers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Random random = new Random(i);
                workers.add(new Worker(done, () -> read(map, random)));
            }
            AtomicInteger version = new AtomicInteger();
            workers.add(new Worker(done, () -> save(store, map, version.incrementAndGet())));

            int interrupts = interrupt(workers, done);

            assertThat(interrupts).isGreaterThan(100);
            for (Worker worker : workers) {
                assertThat(worker.result.get())
                        .as("interrupts that a worker saw")
                        .isPositive();
            }
        }
        try (MVStore store = open(name)) {
            MVMap<Integer, String> map = store.openMap("map");
            assertThat(map.sizeAsLong()).isEqualTo(KEYS);
            map.forEach((key, value) -> assertThat(value).startsWith(key + " "));
        }
    }

    /** Hardly any cache, so that pages are read from the file. */
    private static MVStore open(String name) {
        return new MVStore.Builder()
                .fileName(name)
                .autoCommitDisabled()
                .cacheSize(0)
                .open();
    }

    private static Void read(MVMap<Integer, String> map, Random random) {
        int key = random.nextInt(KEYS);
        assertThat(map.get(key)).startsWith(key + " ");
        return null;
    }

    private static Void save(MVStore store, MVMap<Integer, String> map, int version) {
        for (int i = 0; i < 50; i++) {
            int key = (version * 50 + i) % KEYS;
            map.put(key, value(key, version));
        }
        store.commit();
        return null;
    }

    private static String value(int key, int version) {
        return key + " " + version + "x".repeat(100);
    }

    @Test
    public void shouldGoOnTakingPushesAfterThreadsThatPushedWereInterrupted() throws Exception {
        try (TestStore disk = new TestStore(folder.getRoot().toPath())) {
            AtomicBoolean done = new AtomicBoolean();
            AtomicInteger keys = new AtomicInteger();
            AtomicInteger committed = new AtomicInteger();
            List<Worker> workers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                workers.add(new Worker(done, () -> {
                    int key = keys.incrementAndGet();
                    try {
                        push(disk, key);
                        committed.incrementAndGet();
                    } catch (IOException e) {
                        // This push lost a channel of its own, which is what an interrupt is for.
                        assertThat(Thread.interrupted() || e instanceof ClosedChannelException)
                                .as("reason: %s", e)
                                .isTrue();
                    }
                    disk.store().find(SCOPE, ArtifactPath.of("n" + key));
                    disk.store().close();
                    return null;
                }));
            }

            int interrupts = interrupt(workers, done);

            assertThat(interrupts).isGreaterThan(100);
            for (Worker worker : workers) {
                worker.result.get();
            }
            push(disk, 0);
            assertThat(StoredFiles.all(disk.store(), SCOPE)).hasSizeGreaterThan(committed.get());
            try (TestStore again = disk.reopened()) {
                assertThat(StoredFiles.all(again.store(), SCOPE)).hasSizeGreaterThan(committed.get());
            }
        }
    }

    private static void push(TestStore disk, int key) throws IOException {
        try (ScopePush push = disk.store().begin(SCOPE, "k" + key)) {
            byte[] bytes = {1, 2, 3};
            push.file(ArtifactPath.of("n" + key), 0644, Instant.EPOCH, SmallContent.of(bytes, bytes.length));
            push.commit(new PushOptions(Overwrite.REFUSE, "Build", null));
        }
    }

    private static int interrupt(List<Worker> workers, AtomicBoolean done) throws InterruptedException {
        Random random = new Random(7);
        int interrupts = 0;
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2); System.nanoTime() < end; interrupts++) {
            Thread victim = workers.get(random.nextInt(workers.size())).thread;
            if (victim != null) {
                victim.interrupt();
            }
            TimeUnit.MICROSECONDS.sleep(random.nextInt(3000));
        }
        done.set(true);
        return interrupts;
    }

    /** Does something again and again, and counts how often it was interrupted. */
    private final class Worker {
        private final Future<Integer> result;
        private volatile @Nullable Thread thread;

        Worker(AtomicBoolean done, Callable<Void> work) {
            result = threads.submit(() -> {
                thread = Thread.currentThread();
                int interrupted = 0;
                while (!done.get()) {
                    work.call();
                    interrupted += Thread.interrupted() ? 1 : 0;
                }
                return interrupted;
            });
        }
    }
}
