package io.jenkins.plugins.artifactscopes.jenkins.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One of the tables in {@code docs/SECURITY.md} about Jenkins.
 *
 * @param kinds the heads of the columns of answers
 */
public record MatrixTable(List<String> kinds, List<Row> rows) {
    private static final Path FILE = Path.of("../../docs/SECURITY.md");

    /**
     * A row.
     *
     * @param said its first cell
     * @param by its second cell, which tells what answers
     */
    public record Row(String said, String by, List<String> answers) {
        public String method() {
            return said.split(" ", 2)[0];
        }

        public String path() {
            return said.split(" ", 2)[1];
        }

        /** The row as it would be with other answers. */
        public String with(List<String> found) {
            return "| `" + said + "` | `" + by + "` | " + String.join(" | ", found) + " |";
        }
    }

    /** @param head of the first column */
    public static MatrixTable read(String head) throws IOException {
        List<String> kinds = List.of();
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(FILE)) {
            List<String> cells = cells(line);
            if (!cells.isEmpty() && cells.get(0).equals(head)) {
                kinds = cells.subList(2, cells.size());
            } else if (cells.isEmpty() && !rows.isEmpty()) {
                break;
            } else if (!kinds.isEmpty() && !cells.isEmpty() && !cells.get(0).startsWith("---")) {
                rows.add(new Row(cells.get(0), cells.get(1), cells.subList(2, cells.size())));
            }
        }
        return new MatrixTable(kinds, rows);
    }

    private static List<String> cells(String line) {
        return line.startsWith("|")
                ? Arrays.stream(line.substring(1).replace("`", "").split("\\|"))
                        .map(String::strip)
                        .toList()
                : List.of();
    }
}
