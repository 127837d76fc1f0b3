package io.jenkins.plugins.artifactscopes.jenkins.agent;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.util.StreamTaskListener;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Test;

public class ConsoleProgressTest {
    @Test
    public void shouldTellOfALongTransferEveryTenSecondsAtMost() {
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        AtomicLong now = new AtomicLong(-5);
        ConsoleProgress progress =
                new ConsoleProgress("Pushing dist", new StreamTaskListener(console, StandardCharsets.UTF_8), now::get);
        for (int second = 1; second <= 25; second++) {
            now.addAndGet(TimeUnit.SECONDS.toNanos(1));
            progress.advanced(second << 20, 50 << 20);
            progress.advanced(second << 20, 50 << 20);
        }
        assertThat(console.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("Pushing dist: 10.0 MiB of 50.0 MiB", "Pushing dist: 20.0 MiB of 50.0 MiB");
    }
}
