package io.jenkins.plugins.artifactscopes.jenkins.administration;

import io.jenkins.plugins.artifactscopes.transfer.Amount;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** How much was stored over time, as a line of 600 by 120. */
public final class SpaceChart {
    private static final double WIDTH = 600;
    private static final double HEIGHT = 120;

    private final List<SpaceHistory.Point> points;

    SpaceChart(List<SpaceHistory.Point> points) {
        this.points = points;
    }

    /** A line needs two points. */
    public boolean isDrawn() {
        return points.size() > 1;
    }

    /** For the {@code points} of an SVG polyline. */
    public String getLine() {
        StringBuilder line = new StringBuilder();
        Instant from = points.get(0).at();
        double seconds = Math.max(1, Duration.between(from, last().at()).toSeconds());
        double top = Math.max(1, most());
        for (SpaceHistory.Point point : points) {
            double x = WIDTH * Duration.between(from, point.at()).toSeconds() / seconds;
            double y = HEIGHT - HEIGHT * point.bytes() / top;
            line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
        }
        return line.toString().strip();
    }

    private SpaceHistory.Point last() {
        return points.get(points.size() - 1);
    }

    private long most() {
        return points.stream().mapToLong(SpaceHistory.Point::bytes).max().orElse(0);
    }

    /** The same in words, for who does not see it. */
    public String getWords() {
        return "From " + day(points.get(0)) + " to " + day(last()) + " (UTC): at first "
                + Amount.bytes(points.get(0).bytes()) + ", at most " + Amount.bytes(most()) + ", now "
                + Amount.bytes(last().bytes());
    }

    private static LocalDate day(SpaceHistory.Point point) {
        return LocalDate.ofInstant(point.at(), ZoneOffset.UTC);
    }
}
