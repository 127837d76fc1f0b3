package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.scope.Holder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bounds how many pushes one holder may have begun and neither committed nor given up: what has arrived of each stays on disk for an hour,
 * and counts for no quota yet. Knows the pushes of this process only.
 */
final class StagedPushes {
    /** More than a run has jobs that push at one time. */
    static final int MOST = 256;

    private static final Duration KEPT = Duration.ofHours(1);

    private final Clock clock;
    private final Map<String, Staged> pushes = new LinkedHashMap<>();
    private final Map<Holder, Integer> counts = new HashMap<>();

    StagedPushes(Clock clock) {
        this.clock = clock;
    }

    private record Staged(Holder holder, Instant since) {}

    /** @throws TooManyPushes when the holder has as many others under way as it may */
    synchronized void opened(String id, Holder holder) throws TooManyPushes {
        forgetOld();
        ended(id);
        if (counts.getOrDefault(holder, 0) >= MOST) {
            throw new TooManyPushes("There are " + MOST + " pushes under way with these credentials already."
                    + " Commit or abort some, or wait: each is forgotten an hour after it was opened.");
        }
        pushes.put(id, new Staged(holder, clock.instant()));
        counts.merge(holder, 1, Integer::sum);
    }

    /** It was committed or given up. */
    synchronized void ended(String id) {
        Staged staged = pushes.remove(id);
        if (staged != null) {
            counts.computeIfPresent(staged.holder(), (holder, count) -> count == 1 ? null : count - 1);
        }
    }

    /** The oldest are in front. */
    private void forgetOld() {
        Instant before = clock.instant().minus(KEPT);
        while (!pushes.isEmpty()) {
            Map.Entry<String, Staged> eldest = pushes.entrySet().iterator().next();
            if (eldest.getValue().since().isAfter(before)) {
                return;
            }
            ended(eldest.getKey());
        }
    }
}
