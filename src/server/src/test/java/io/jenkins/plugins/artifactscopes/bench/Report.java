package io.jenkins.plugins.artifactscopes.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The table, for people on paper and for programs. */
final class Report {
    private static final String BEGIN = "<!-- table: written by mvn -q -Pbench -->";
    private static final String END = "<!-- end of table -->";
    private static final String HEAD = "| row | work | ours | peer | peer's | at most | ratio | reached | pairs |\n"
            + "|---|---|---|---|---|---|---|---|---|\n";

    private final List<Measured> measured;
    private final double seconds;

    Report(List<Measured> measured, double seconds) {
        this.measured = measured;
        this.seconds = seconds;
    }

    void print(PrintStream out) {
        out.println();
        out.print(table());
        out.println();
        measured.forEach(row -> out.println(row.line()));
    }

    private String table() {
        return measured.stream().map(row -> row.cells() + "\n").collect(Collectors.joining("", HEAD, ""));
    }

    /** Puts the table in the place of the last one. */
    void write(Path file) throws IOException {
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(file + " has no place for the table, which begins with " + BEGIN);
        }
        String told = text.substring(0, begin) + BEGIN + "\n" + machine() + "\n" + table() + text.substring(end);
        Files.writeString(file, told);
    }

    private String machine() throws IOException {
        return String.format(
                Locale.ROOT,
                "%s, %d processors (%s), %s %s, Java %s (%s). The whole run took %.0f s.%n",
                java.time.LocalDate.now(java.time.ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                processor(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("java.version"),
                System.getProperty("java.vm.name"),
                seconds);
    }

    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        if (Files.notExists(file)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }
}
