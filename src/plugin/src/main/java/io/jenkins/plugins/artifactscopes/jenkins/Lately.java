package io.jenkins.plugins.artifactscopes.jenkins;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Remembers for a while of what something has happened, of so many at most. Safe for use by many threads.
 *
 * @param <K> what it happened to
 */
public final class Lately<K> {
    private final Duration during;
    private final int most;
    private final InstantSource clock;
    private final Map<K, Instant> times = new HashMap<>();

    /**
     * @param during how long it is remembered
     * @param most how many are remembered at one time
     */
    public Lately(Duration during, int most, InstantSource clock) {
        this.during = during;
        this.most = most;
        this.clock = clock;
    }

    /** Whether it happened to this one, and is remembered. */
    public synchronized boolean has(K one) {
        Instant since = times.get(one);
        return since != null && !isOver(since);
    }

    /**
     * It happens to this one now.
     *
     * @return whether it is remembered from now on: false when it was before, or when there are too many
     */
    public synchronized boolean add(K one) {
        if (has(one)) {
            return false;
        }
        if (times.size() >= most) {
            times.values().removeIf(this::isOver);
        }
        boolean hasRoom = times.size() < most;
        if (hasRoom) {
            times.put(one, clock.instant());
        }
        return hasRoom;
    }

    private boolean isOver(Instant since) {
        return since.plus(during).isBefore(clock.instant());
    }

    /** It happened to none. */
    public synchronized void forget() {
        times.clear();
    }
}
