package io.jenkins.plugins.artifactscopes.engine;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Gives artifacts their ids: ascending, and never one twice, even when every index is lost, because they count with the clock. They stay
 * below 2^53, which is as far as the numbers of JavaScript clients are exact, until the year 2300.
 */
final class ArtifactIds implements LongSupplier {
    private static final long EPOCH = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();

    /** Ids that a millisecond has room for; when more are wanted, the next milliseconds lend theirs. */
    private static final long EACH = 1000;

    private final InstantSource clock;
    private final AtomicLong last = new AtomicLong();

    ArtifactIds(InstantSource clock) {
        this.clock = clock;
    }

    /** From now on they come after {@code id}: the clock may have been set back since that was given. */
    void goOnAfter(long id) {
        last.accumulateAndGet(id, Math::max);
    }

    @Override
    public long getAsLong() {
        long now = (clock.millis() - EPOCH) * EACH;
        return last.updateAndGet(before -> Math.max(before + 1, now));
    }
}
