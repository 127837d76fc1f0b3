package io.jenkins.plugins.artifactscopes.jenkins.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Test;

public class SettlingTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch forgotten = new CountDownLatch(1);

    @After
    public void end() {
        threads.shutdownNow();
    }

    @Test
    public void shouldForgetAtOnceWhatHasEndedHoweverItDid() throws Exception {
        new Settling(
                        CompletableFuture.failedFuture(new java.io.IOException("The stream is closed")),
                        forgotten::countDown,
                        threads)
                .begin();
        assertThat(forgotten.getCount()).isZero();
    }

    @Test
    public void shouldLetNobodyWaitForASlowDiskAndForgetOnceItIsDone() throws Exception {
        CompletableFuture<Void> disk = new CompletableFuture<>();
        long start = System.nanoTime();
        new Settling(disk, forgotten::countDown, threads).begin();
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(900);
        assertThat(forgotten.await(200, TimeUnit.MILLISECONDS)).isFalse();
        disk.complete(null);
        assertThat(forgotten.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
