package io.jenkins.plugins.artifactscopes.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.Test;

public class UsagePointsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:10:00Z");

    private static UsagePoint point(Duration after, long bytes) {
        return new UsagePoint(START.plus(after), 0, bytes, 0);
    }

    @Test
    public void shouldKeepOnePointAnHourTheLast() {
        UsagePoints points = UsagePoints.NONE
                .plus(point(Duration.ZERO, 1))
                .plus(point(Duration.ofMinutes(10), 2))
                .plus(point(Duration.ofMinutes(49), 3))
                .plus(point(Duration.ofMinutes(50), 4));
        assertThat(points.all()).containsExactly(point(Duration.ofMinutes(49), 3), point(Duration.ofMinutes(50), 4));
    }

    @Test
    public void shouldKeepNoPointWhereNothingChanged() {
        UsagePoints points = UsagePoints.NONE.plus(point(Duration.ZERO, 1));
        for (int hour = 1; hour < 100; hour++) {
            points = points.plus(point(Duration.ofHours(hour), 1));
        }
        assertThat(points.all()).containsExactly(point(Duration.ZERO, 1));
        assertThat(points.plus(point(Duration.ofHours(100), 2)).all()).hasSize(2);
    }

    @Test
    public void shouldThinToHoursOfTwoDaysAndDaysOfAYear() {
        UsagePoints points = UsagePoints.NONE;
        int hours = 3 * 365 * 24;
        for (int hour = 0; hour < hours; hour++) {
            points = points.plus(point(Duration.ofHours(hour), hour));
        }
        List<UsagePoint> all = points.all();
        assertThat(all).hasSizeBetween(365 + 40, 365 + 60).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        assertThat(all.get(all.size() - 1)).isEqualTo(point(Duration.ofHours(hours - 1), hours - 1));
        assertThat(all.get(all.size() - 40)).isEqualTo(point(Duration.ofHours(hours - 40), hours - 40));
        assertThat(Duration.between(all.get(100).at(), all.get(101).at())).isEqualTo(Duration.ofDays(1));
        assertThat(Duration.between(all.get(0).at(), START.plus(Duration.ofHours(hours))))
                .isBetween(Duration.ofDays(365), Duration.ofDays(367));
        assertThat(points.toString().length()).isLessThan(16_000);
    }

    @Test
    public void shouldWaitForAClockThatWasSetBack() {
        UsagePoints points = UsagePoints.NONE.plus(point(Duration.ofDays(9), 1));
        assertThat(points.plus(point(Duration.ZERO, 2))).isEqualTo(points);
    }

    @Test
    public void shouldForgetWhatKeptNothingForAYear() {
        UsagePoints points = UsagePoints.NONE.plus(point(Duration.ZERO, 5)).plus(point(Duration.ofDays(1), 0));
        Instant later = START.plus(Duration.ofDays(400));
        assertThat(points.isForgotten(later)).isFalse();
        points = points.plus(new UsagePoint(later, 0, 0, 0));
        assertThat(points.isForgotten(later)).isTrue();
    }

    @Test
    public void shouldReadWhatItWrites() {
        UsagePoints points = UsagePoints.NONE
                .plus(new UsagePoint(START, 1, 2, Long.MAX_VALUE / 10))
                .plus(point(Duration.ofDays(1), 7));
        assertThat(UsagePoints.parse(points.toString())).isEqualTo(points);
        for (String senseless : List.of("", ";", "1 2 3", "1 2 3 -4", "1 2 3 4 5", "1 2 3 x")) {
            assertThatThrownBy(() -> UsagePoints.parse(senseless))
                    .as(senseless)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
