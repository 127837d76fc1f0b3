package io.jenkins.plugins.artifactscopes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.transfer.CancelSignal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.Test;

public class ProgressLineTest {
    private static final long MIB = 1 << 20;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final HandClock clock = new HandClock();

    @Test
    public void shouldShowBytesRateAndTimeLeftOnOneLineOfATerminal() {
        try (ProgressLine progress = progress(true)) {
            clock.millis += 2000;
            progress.advanced(20 * MIB, 100 * MIB);
            clock.millis += 100;
            progress.advanced(21 * MIB, 100 * MIB);
        }
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r\u001b[KPushing dist: 20.0 MiB of 100.0 MiB, 10.0 MiB/s, 8.0 s left\r\u001b[K");
    }

    @Test
    public void shouldAddALineToALogEveryTenSeconds() {
        try (ProgressLine progress = progress(false)) {
            clock.millis += 9_999;
            progress.advanced(MIB, 100 * MIB);
            clock.millis += 1;
            progress.advanced(2 * MIB, 100 * MIB);
            clock.millis += 5_000;
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

    /** Stands until it is moved. */
    private static final class HandClock extends Clock {
        private long millis = 1_000_000;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("Nothing here asks for another zone");
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
        }
    }
}
