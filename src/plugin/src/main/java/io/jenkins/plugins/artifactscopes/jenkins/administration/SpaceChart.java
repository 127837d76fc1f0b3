package io.jenkins.plugins.artifactscopes.jenkins.administration;

import io.jenkins.plugins.artifactscopes.catalog.UsagePoint;
import io.jenkins.plugins.artifactscopes.transfer.Amount;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How much was stored over time, as a line of 600 by 120 with a step wherever that changed. */
public final class SpaceChart {
    private static final double WIDTH = 600;
    private static final double HEIGHT = 120;

    private final List<UsagePoint> points;

    /** @param points each holds until the next, and the last one until {@code now} */
    SpaceChart(List<UsagePoint> points, Instant now) {
        this.points = new ArrayList<>(points);
        if (!points.isEmpty()) {
            UsagePoint last = last();
            this.points.add(new UsagePoint(now, last.job(), last.workflow(), last.project()));
        }
    }

    public boolean isDrawn() {
        return !points.isEmpty();
    }

    /** For the {@code points} of an SVG polyline. */
    public String getLine() {
        StringBuilder line = new StringBuilder();
        Instant from = points.get(0).at();
        double seconds = Math.max(1, Duration.between(from, last().at()).toSeconds());
        double top = Math.max(1, most());
        double before = Double.NaN;
        for (UsagePoint point : points) {
            double x = WIDTH * Duration.between(from, point.at()).toSeconds() / seconds;
            double y = HEIGHT - HEIGHT * point.bytes() / top;
            if (!Double.isNaN(before) && before != y) {
                line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, before));
            }
            line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
            before = y;
        }
        return line.toString().strip();
    }

    private UsagePoint last() {
        return points.get(points.size() - 1);
    }

    private long most() {
        return points.stream().mapToLong(UsagePoint::bytes).max().orElse(0);
    }

    /** The same in words, for who does not see it. */
    public String getWords() {
        return "From " + day(points.get(0)) + " to " + day(last()) + " (UTC): at first "
                + Amount.bytes(points.get(0).bytes()) + ", at most " + Amount.bytes(most()) + ", now "
                + Amount.bytes(last().bytes());
    }

    private static LocalDate day(UsagePoint point) {
        return LocalDate.ofInstant(point.at(), ZoneOffset.UTC);
    }
}
