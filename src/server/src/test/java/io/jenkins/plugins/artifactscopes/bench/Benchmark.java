package io.jenkins.plugins.artifactscopes.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Measures every row, or those of {@code -Dbench.only}, prints the table and, when all were measured, writes it into
 * {@code docs/PERFORMANCE.md}.
 */
final class Benchmark {
    private static final int SMALL_FILES = 10_000;
    private static final int SMALL_BYTES = 4096;
    private static final long LARGE_BYTES = 2L << 30;
    /** Small works vary more and take less. */
    private static final int MANY_PAIRS = 12;

    private static final int PAIRS = 6;

    private final Disk disk;
    private final Set<Row> rows;
    private final List<Measured> measured = new ArrayList<>();

    private Benchmark(Disk disk, Set<Row> rows) {
        this.disk = disk;
        this.rows = rows;
    }

    public static void main(String[] arguments) throws Exception {
        Set<Row> rows = wanted(System.getProperty("bench.only", ""));
        Path directory =
                Path.of(System.getProperty("bench.dir", "target/bench")).toAbsolutePath();
        long start = System.nanoTime();
        Disk disk = new Disk(directory);
        List<Measured> measured;
        try {
            measured = new Benchmark(disk, rows).run();
        } finally {
            Disk.delete(directory);
        }
        Report report = new Report(measured, Command.since(start));
        report.print(System.out);
        if (rows.size() == Row.values().length) {
            report.write(Path.of(System.getProperty("bench.report", "../../docs/PERFORMANCE.md")));
        }
    }

    private static Set<Row> wanted(String only) {
        Set<Row> rows = EnumSet.noneOf(Row.class);
        for (Row row : Row.values()) {
            if (only.isEmpty() || Arrays.asList(only.split(",")).contains(row.title())) {
                rows.add(row);
            }
        }
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("No such row: " + only);
        }
        return rows;
    }

    private boolean any(Row... some) {
        return Arrays.stream(some).anyMatch(rows::contains);
    }

    @FunctionalInterface
    private interface Work {
        Measured measure(Row row) throws Exception;
    }

    private void measure(Row row, Work work) throws Exception {
        if (rows.contains(row)) {
            measured.add(work.measure(row));
        }
    }

    private List<Measured> run() throws Exception {
        if (any(Row.PUSH_SMALL, Row.PULL_SMALL, Row.DELETE_SMALL, Row.HTTP_PUSH_SMALL, Row.HTTP_PULL_SMALL)) {
            small(disk.tree(SMALL_FILES, SMALL_BYTES));
        }
        if (any(Row.PUSH_LARGE, Row.HTTP_PUSH_LARGE)) {
            Path source = disk.file(LARGE_BYTES);
            large(source);
            Disk.delete(source);
        }
        if (any(Row.PUSH_UNCHANGED, Row.PUSH_1_PERCENT)) {
            repeated();
        }
        if (any(Row.LIST_PAGE, Row.SWEEP)) {
            million();
        }
        measured.sort(Comparator.comparing(Measured::row));
        return measured;
    }

    private void small(Path source) throws Exception {
        if (any(Row.PUSH_SMALL, Row.PULL_SMALL)) {
            try (Local local = new Local(disk, MANY_PAIRS)) {
                local.warmUp(Row.PUSH_SMALL, source);
                measure(Row.PUSH_SMALL, row -> local.push(row, source));
                measure(Row.PULL_SMALL, row -> local.pull(row, source));
            }
        }
        if (any(Row.HTTP_PUSH_SMALL, Row.HTTP_PULL_SMALL)) {
            try (OverHttp http = new OverHttp(disk, MANY_PAIRS)) {
                http.warmUp(Row.HTTP_PUSH_SMALL, source);
                measure(Row.HTTP_PUSH_SMALL, row -> http.push(row, source));
                measure(Row.HTTP_PULL_SMALL, row -> http.pull(row, source));
            }
        }
        if (any(Row.DELETE_SMALL)) {
            try (Local local = new Local(disk, MANY_PAIRS)) {
                local.warmUp(Row.DELETE_SMALL, source);
                measure(Row.DELETE_SMALL, row -> local.delete(row, source));
            }
        }
    }

    private void large(Path source) throws Exception {
        if (any(Row.PUSH_LARGE)) {
            try (Local local = new Local(disk, PAIRS)) {
                measure(Row.PUSH_LARGE, row -> local.push(row, source));
            }
        }
        if (any(Row.HTTP_PUSH_LARGE)) {
            try (OverHttp http = new OverHttp(disk, PAIRS)) {
                measure(Row.HTTP_PUSH_LARGE, row -> http.pushLarge(row, source));
            }
        }
    }

    private void repeated() throws Exception {
        try (OverHttp http = new OverHttp(disk, PAIRS)) {
            measured.addAll(http.repeated(of(Row.PUSH_UNCHANGED, Row.PUSH_1_PERCENT)));
        }
    }

    private List<Row> of(Row... some) {
        return Arrays.stream(some).filter(rows::contains).toList();
    }

    private void million() throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(disk.fresh("million").toString(), Integer.toString(PAIRS)));
        of(Row.LIST_PAGE, Row.SWEEP).forEach(row -> arguments.add(row.name()));
        Process child = Children.java("256m", Million.class.getName(), arguments.toArray(String[]::new));
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                take(line);
            }
        }
        Command.await(child, Million.class.getName());
    }

    private void take(String line) {
        String[] cells = line.split("\t");
        if (cells.length == 5) {
            double ours = Double.parseDouble(cells[1]);
            double peer = Double.parseDouble(cells[2]);
            measured.add(new Measured(Row.valueOf(cells[0]), ours, peer, cells[3], Integer.parseInt(cells[4])));
        } else {
            System.out.println(line);
        }
    }
}
