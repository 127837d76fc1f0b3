package io.jenkins.plugins.artifactscopes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.transfer.CancelSignal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.Test;

public class ProgressLineTest {
    private static final long MIB = 1 << 20;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    /** The clock stands until it is moved. */
    private long millis = 1_000_000;

    private final Clock clock = ((InstantSource) () -> Instant.ofEpochMilli(millis)).withZone(ZoneOffset.UTC);

    @Test
    public void shouldShowBytesRateAndTimeLeftOnOneLineOfATerminal() {
        try (ProgressLine progress = progress(true)) {
            millis += 2000;
            progress.advanced(20 * MIB, 100 * MIB);
            millis += 100;
            progress.advanced(21 * MIB, 100 * MIB);
        }
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r\u001b[KPushing dist: 20.0 MiB of 100.0 MiB, 10.0 MiB/s, 8.0 s left\r\u001b[K");
    }

    @Test
    public void shouldAddALineToALogEveryTenSeconds() {
        try (ProgressLine progress = progress(false)) {
            millis += 9_999;
            progress.advanced(MIB, 100 * MIB);
            millis += 1;
            progress.advanced(2 * MIB, 100 * MIB);
            millis += 5_000;
            progress.advanced(3 * MIB, 100 * MIB);
        }
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("Pushing dist: 2.0 MiB of 100.0 MiB, 204.8 KiB/s, 8 min 10 s left\n");
    }

    @Test
    public void shouldStayStillWhenItIsOverSoon() {
        try (ProgressLine progress = progress(true)) {
            progress.advanced(MIB, MIB);
        }
        assertThat(err.size()).isZero();
    }

    private ProgressLine progress(boolean terminal) {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new ProgressLine(
                "Pushing dist",
                new Shell(Map.of(), Path.of(""), stream, stream, terminal, clock, Connector.http(new CancelSignal())));
    }
}
