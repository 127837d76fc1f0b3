package io.jenkins.plugins.artifactscopes.transfer;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What transfers get from around them.
 *
 * @param temporary an existing directory for plans while a transfer lasts
 * @param nanoTime measures time, in nanoseconds from anywhere
 * @param random names staging directories and pushes, and spreads retries
 * @param sleeper waits between tries, or null to wait for real, but never beyond a cancellation
 * @param cancel ends transfers
 */
public record TransferTools(
        Path temporary,
        LongSupplier nanoTime,
        RandomGenerator random,
        @Nullable Sleeper sleeper,
        CancelSignal cancel) {
    /** The real ones of this process. */
    public static TransferTools standard(CancelSignal cancel) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        return new TransferTools(temporary, System::nanoTime, new SecureRandom(), null, cancel);
    }

    /** Names one push alone. */
    String attempt() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }

    Duration since(long start) {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }
}
