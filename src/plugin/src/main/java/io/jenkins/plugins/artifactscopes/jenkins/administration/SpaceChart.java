package io.jenkins.plugins.artifactscopes.jenkins.administration;

import io.jenkins.plugins.artifactscopes.catalog.UsagePoint;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import io.jenkins.plugins.artifactscopes.transfer.Amount;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** How much was stored over time, as a line of 600 by 120: each point holds until the next, and the last one until now. */
public final class SpaceChart {
    private static final double WIDTH = 600;
    private static final double HEIGHT = 120;

    private final List<UsagePoint> points;
    private final Instant now;

    SpaceChart(List<UsagePoint> points, Instant now) {
        this.points = points;
        this.now = now;
    }

    public boolean isDrawn() {
        return !points.isEmpty();
    }

    /** For the {@code points} of an SVG polyline. */
    public String getLine() {
        StringBuilder line = new StringBuilder();
        double height = height(points.get(0));
        for (UsagePoint point : points) {
            add(line, point.at(), height);
            height = height(point);
            add(line, point.at(), height);
        }
        add(line, now, height);
        return line.toString().strip();
    }

    private void add(StringBuilder line, Instant at, double height) {
        Instant from = points.get(0).at();
        double seconds = Math.max(1, Duration.between(from, now).toSeconds());
        double x = WIDTH * Duration.between(from, at).toSeconds() / seconds;
        line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, HEIGHT - height));
    }

    private double height(UsagePoint point) {
        return HEIGHT * point.bytes() / Math.max(1.0, most());
    }

    private long most() {
        return points.stream().mapToLong(UsagePoint::bytes).max().orElse(0);
    }

    /** The same in words, for who does not see it. */
    public String getWords() {
        UsagePoint first = points.get(0);
        return Messages.SpaceChart_words(
                LocalDate.ofInstant(first.at(), ZoneOffset.UTC),
                Amount.bytes(first.bytes()),
                Amount.bytes(most()),
                Amount.bytes(points.get(points.size() - 1).bytes()));
    }
}
