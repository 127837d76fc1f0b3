package io.jenkins.plugins.artifactscopes.transfer;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Decides by measurement which blocks are compressed: those of a kind that shrinks, while the wire is so slow that compressing first makes
 * them arrive earlier. For one thread.
 */
final class AdaptiveCompression {
    private static final int MAX_KINDS = 1000;
    private static final long WINDOW_BYTES = 4 << 20;
    private static final long ENOUGH_TO_JUDGE = 1 << 19;
    private static final double FIRST_RATE_BYTES_PER_NANO = 0.06;
    private static final double FIRST_SHARE = 0.5;
    private static final int PROBE_EVERY = 64;

    private final LongSupplier nanoTime;
    private final boolean allowed;
    private final Map<String, Kind> kinds = new HashMap<>();
    private double sentBytes;
    private double sentNanos;
    private double rate = FIRST_RATE_BYTES_PER_NANO;

    private AdaptiveCompression(LongSupplier nanoTime, boolean allowed) {
        this.nanoTime = nanoTime;
        this.allowed = allowed;
    }

    static AdaptiveCompression measured(LongSupplier nanoTime) {
        return new AdaptiveCompression(nanoTime, true);
    }

    /** For a wire within one machine: there compression takes the processor from the other side. */
    static AdaptiveCompression never() {
        return new AdaptiveCompression(() -> 0, false);
    }

    long now() {
        return nanoTime.getAsLong();
    }

    boolean isWorthwhile(String kind) {
        if (!allowed || sentBytes < ENOUGH_TO_JUDGE) {
            return false;
        }
        Kind seen = kind(kind);
        // A kind that did not shrink is tried again now and then: an extension is only a hint.
        double share = seen.blocks++ % PROBE_EVERY == PROBE_EVERY - 1 ? Math.min(seen.share, FIRST_SHARE) : seen.share;
        double nanosPerWireByte = sentNanos / sentBytes;
        return (1 - share) * nanosPerWireByte > 1 / rate;
    }

    private Kind kind(String kind) {
        if (kinds.size() >= MAX_KINDS && !kinds.containsKey(kind)) {
            return kinds.computeIfAbsent("", unknown -> new Kind());
        }
        return kinds.computeIfAbsent(kind, unknown -> new Kind());
    }

    void compressed(String kind, int raw, int deflated, long nanos) {
        Kind seen = kind(kind);
        seen.share += ((double) deflated / raw - seen.share) / 4;
        rate += ((double) raw / Math.max(1, nanos) - rate) / 4;
    }

    /** Hears how long the wire took: older measurements count less and less. */
    void sent(int bytes, long nanos) {
        sentBytes += bytes;
        sentNanos += nanos;
        if (sentBytes > WINDOW_BYTES) {
            sentBytes /= 2;
            sentNanos /= 2;
        }
    }

    private static final class Kind {
        double share = FIRST_SHARE;
        int blocks;
    }
}
