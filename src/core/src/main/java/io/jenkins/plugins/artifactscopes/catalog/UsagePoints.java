package io.jenkins.plugins.artifactscopes.catalog;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Some hundreds of points at most, the oldest first: one an hour for the last two days, one a day for the last year. Where nothing changed
 * there are none: what a point says holds until the next.
 */
record UsagePoints(List<UsagePoint> all) {
    static final UsagePoints NONE = new UsagePoints(List.of());

    private static final Duration HOURLY = Duration.ofDays(2);
    private static final Duration DAILY = Duration.ofDays(365);
    private static final String SEPARATOR = ";";

    UsagePoints {
        all = List.copyOf(all);
    }

    /** @throws IllegalArgumentException for anything that {@link #toString} does not write */
    static UsagePoints parse(String text) {
        return new UsagePoints(
                Arrays.stream(text.split(SEPARATOR, -1)).map(UsagePoint::parse).toList());
    }

    /** With one that is later than all others; with a clock that was set back they stay as they are until it has caught up. */
    UsagePoints plus(UsagePoint next) {
        List<UsagePoint> points = new ArrayList<>(all);
        if (!points.isEmpty() && next.at().isBefore(last(points).at())) {
            return this;
        }
        if (!points.isEmpty() && !last(points).isAsMuchAs(next) && isSame(ChronoUnit.HOURS, last(points), next)) {
            points.remove(points.size() - 1);
        }
        if (points.isEmpty() || !last(points).isAsMuchAs(next)) {
            points.add(next);
        }
        return thinned(points, next.at());
    }

    private static UsagePoints thinned(List<UsagePoint> points, Instant now) {
        List<UsagePoint> kept = new ArrayList<>();
        for (int i = points.size() - 1; i >= 0; i--) {
            UsagePoint point = points.get(i);
            UsagePoint later = kept.isEmpty() ? null : last(kept);
            boolean recent = point.at().isAfter(now.minus(HOURLY));
            if (later == null || recent || !isSame(ChronoUnit.DAYS, point, later)) {
                kept.add(point);
            }
            if (!point.at().isAfter(now.minus(DAILY))) {
                // It tells how the year began.
                break;
            }
        }
        Collections.reverse(kept);
        return new UsagePoints(kept);
    }

    private static boolean isSame(ChronoUnit unit, UsagePoint one, UsagePoint other) {
        return one.at().truncatedTo(unit).equals(other.at().truncatedTo(unit));
    }

    private static UsagePoint last(List<UsagePoint> points) {
        return points.get(points.size() - 1);
    }

    /** Whether nothing has been kept for so long that there is nothing to tell. */
    boolean isForgotten(Instant now) {
        return all.isEmpty()
                || (all.size() == 1
                        && all.get(0).bytes() == 0
                        && all.get(0).at().isBefore(now.minus(DAILY)));
    }

    @Override
    public String toString() {
        return all.stream().map(UsagePoint::toString).collect(Collectors.joining(SEPARATOR));
    }
}
