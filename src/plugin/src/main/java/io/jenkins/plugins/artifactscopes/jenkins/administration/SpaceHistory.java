package io.jenkins.plugins.artifactscopes.jenkins.administration;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.util.AtomicFileWriter;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** How much was stored when: one point an hour at most, for the last 90 days, in {@code $JENKINS_HOME/artifact-scopes/space.csv}. */
@Extension
public final class SpaceHistory {
    private static final Logger LOGGER = Logger.getLogger(SpaceHistory.class.getName());
    private static final Duration BETWEEN = Duration.ofMinutes(55);
    private static final int MOST = 24 * 90;

    private @Nullable List<Point> points;

    /**
     * How much was stored.
     *
     * @param bytes content of all files
     */
    record Point(Instant at, long bytes) {
        String line() {
            return at.getEpochSecond() + "," + bytes;
        }

        static @Nullable Point parse(String line) {
            String[] parts = line.split(",", -1);
            boolean numbers = parts.length == 2 && parts[0].matches("\\d{1,15}") && parts[1].matches("\\d{1,18}");
            return numbers
                    ? new Point(Instant.ofEpochSecond(Long.parseLong(parts[0])), Long.parseLong(parts[1]))
                    : null;
        }
    }

    static SpaceHistory get() {
        return ExtensionList.lookupSingleton(SpaceHistory.class);
    }

    private static Path file() {
        return Jenkins.get().getRootDir().toPath().resolve("artifact-scopes").resolve("space.csv");
    }

    synchronized List<Point> points() {
        return List.copyOf(read());
    }

    private List<Point> read() {
        if (points == null) {
            points = new ArrayList<>();
            try {
                Files.readAllLines(file()).stream()
                        .map(Point::parse)
                        .filter(point -> point != null)
                        .forEach(points::add);
            } catch (NoSuchFileException e) {
                return points;
            } catch (IOException e) {
                // The chart begins anew.
                LOGGER.log(Level.WARNING, "How much was stored before cannot be read", e);
            }
        }
        return points;
    }

    /** Notes how much is stored, unless that was done less than an hour ago. */
    synchronized void note(Instant now, Catalog catalog) throws IOException {
        List<Point> all = read();
        if (!all.isEmpty() && all.get(all.size() - 1).at().plus(BETWEEN).isAfter(now)) {
            return;
        }
        long bytes = 0;
        for (Scope kind : Scope.values()) {
            bytes += catalog.usage(kind).bytes();
        }
        all.add(new Point(now.truncatedTo(java.time.temporal.ChronoUnit.SECONDS), bytes));
        if (all.size() > MOST) {
            all.remove(0);
        }
        write(all);
    }

    private static void write(List<Point> all) throws IOException {
        Files.createDirectories(file().getParent());
        try (AtomicFileWriter out = new AtomicFileWriter(file(), StandardCharsets.UTF_8)) {
            for (Point point : all) {
                out.write(point.line() + "\n");
            }
            out.commit();
        }
    }
}
