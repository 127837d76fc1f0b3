package io.jenkins.plugins.artifactscopes.jenkins.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The table in the documentation. A run that measures some rows leaves the others as they are. */
final class JenkinsReport {
    private static final String BEGIN = "<!-- jenkins table: written by JenkinsBenchmark -->";
    private static final String END = "<!-- end of jenkins table -->";
    private static final String HEAD = "| row | work | ours | peer | peer's | at most | ratio | reached | rounds |\n"
            + "|---|---|---|---|---|---|---|---|---|\n";

    private final Path file;

    JenkinsReport(Path file) {
        this.file = file;
    }

    void write(Map<JenkinsRow, String> measured) throws IOException {
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(file + " has no place for the table, which begins with " + BEGIN);
        }
        Map<JenkinsRow, String> rows = before(text.substring(begin, end));
        rows.putAll(measured);
        StringBuilder table = new StringBuilder(BEGIN)
                .append('\n')
                .append(machine())
                .append("\n\n")
                .append(HEAD);
        for (JenkinsRow row : JenkinsRow.values()) {
            if (rows.containsKey(row)) {
                table.append(rows.get(row)).append('\n');
            }
        }
        Files.writeString(file, text.substring(0, begin) + table + text.substring(end));
    }

    private static Map<JenkinsRow, String> before(String table) {
        Map<JenkinsRow, String> rows = new LinkedHashMap<>();
        for (JenkinsRow row : JenkinsRow.values()) {
            table.lines()
                    .filter(line -> line.startsWith("| " + row.title() + " |"))
                    .forEach(line -> rows.put(row, line));
        }
        return rows;
    }

    private static String machine() {
        return String.format(
                Locale.ROOT,
                "%s, %d processors, %s %s, Java %s.",
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("java.version"));
    }
}
