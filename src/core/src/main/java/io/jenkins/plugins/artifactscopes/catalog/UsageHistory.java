package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.scope.Scope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.StringDataType;

/**
 * How much was kept when, by project and kind of scope: a point for each hour of the last two days and for each day of the last year in
 * which it changed, so some ten kilobytes a project at the most. The rows have a copy in a file of their own, from which they are read when the catalog
 * is lost. Safe for use by many threads.
 */
public final class UsageHistory {
    /** In the place of a project. */
    private static final String TOTAL = "";

    private final Lock changing;
    private final MVMap<String, String> rows;

    UsageHistory(MVStore store, Lock changing) {
        this.changing = changing;
        rows = store.openMap(
                "usage.history",
                new MVMap.Builder<String, String>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(StringDataType.INSTANCE));
    }

    /** What the project kept, the oldest first: each point holds until the next, and the last one until now or thereabouts. */
    public List<UsagePoint> points(String project) {
        return of(project).all();
    }

    /** What all projects kept together, as {@link #points} tells of one. */
    public List<UsagePoint> total() {
        return of(TOTAL).all();
    }

    private UsagePoints of(String key) {
        String points = rows.get(key);
        return points == null ? UsagePoints.NONE : UsagePoints.parse(points);
    }

    /** Adds what is kept now, of every project. To be called about once an hour, by one thread at a time. */
    public void add(Catalog catalog, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.SECONDS);
        add(TOTAL, at, catalog::usage);
        for (String project : catalog.allProjects()) {
            add(project, at, kind -> catalog.usage(project, kind));
        }
        for (String project = rows.higherKey(TOTAL); project != null; project = rows.higherKey(project)) {
            if (catalog.usage(project).equals(Usage.NONE)) {
                String gone = project;
                add(gone, at, kind -> catalog.usage(gone, kind));
            }
        }
    }

    /** A project has another name now, and keeps its history. What there was under that name, which nothing had any more, goes. */
    public void moved(String from, String to) {
        String points = rows.get(from);
        if (points != null && !from.equals(TOTAL) && !to.equals(TOTAL)) {
            change(() -> {
                rows.put(to, points);
                rows.remove(from);
            });
        }
    }

    private void add(String key, Instant at, Function<Scope, Usage> usage) {
        UsagePoints before = of(key);
        UsagePoints points = before.plus(new UsagePoint(
                at,
                usage.apply(Scope.JOB).bytes(),
                usage.apply(Scope.WORKFLOW).bytes(),
                usage.apply(Scope.PROJECT).bytes()));
        if (!points.equals(before)) {
            change(() -> rows.put(key, points.toString()));
        } else if (points.isForgotten(at)) {
            change(() -> rows.remove(key));
        }
    }

    private void change(Runnable change) {
        changing.lock();
        try {
            change.run();
        } finally {
            changing.unlock();
        }
    }

    /** Writes the copy, durably: a line is a project and, after a tab, its points. */
    public void write(Path file) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (FileChannel channel = FileChannel.open(
                        next,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                Writer out = new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8)) {
            for (Map.Entry<String, String> row : rows.entrySet()) {
                out.write(row.getKey() + '\t' + row.getValue() + '\n');
            }
            out.flush();
            channel.force(false);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads the copy, if there are no rows and it is there.
     *
     * @return how many of its lines made no sense, and were left out
     */
    public long read(Path file) throws IOException {
        if (!rows.isEmpty() || Files.notExists(file)) {
            return 0;
        }
        long senseless = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                senseless += read(line) ? 0 : 1;
            }
        }
        return senseless;
    }

    private boolean read(String line) {
        int tab = line.indexOf('\t');
        try {
            UsagePoints points = UsagePoints.parse(line.substring(tab + 1));
            change(() -> rows.put(line.substring(0, Math.max(0, tab)), points.toString()));
            return true;
        } catch (IllegalArgumentException e) {
            // The caller tells that there are such lines; the others are of use without it.
            return false;
        }
    }
}
