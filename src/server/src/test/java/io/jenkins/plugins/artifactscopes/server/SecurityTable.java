package io.jenkins.plugins.artifactscopes.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The tables of {@code docs/SECURITY.md} whose first column is a request. */
record SecurityTable(List<String> kinds, List<Row> rows) {
    private static final Path FILE = Path.of("../../docs/SECURITY.md");
    private static final String REQUEST = "request";

    /**
     * A request with its answers.
     *
     * @param base what the addresses of the row's table are below
     * @param answers statuses, in the order of the kinds
     */
    record Row(String base, String method, String path, List<String> answers) {
        /** Without what is asked for by parameters. */
        String route() {
            return method + " " + base + path.replaceFirst("\\?.*", "");
        }
    }

    static SecurityTable read() throws IOException {
        List<String> kinds = List.of();
        List<Row> rows = new ArrayList<>();
        String base = "";
        boolean inside = false;
        for (String line : Files.readAllLines(FILE)) {
            if (line.startsWith("Below `")) {
                base = line.substring("Below `".length(), line.indexOf('`', "Below `".length()));
            } else if (line.startsWith("###")) {
                base = "";
            }
            List<String> cells = cells(line);
            if (!cells.isEmpty() && cells.get(0).equals(REQUEST)) {
                kinds = cells.subList(1, cells.size());
                inside = true;
            } else if (cells.isEmpty()) {
                inside = false;
            } else if (inside && !cells.get(0).startsWith("---")) {
                rows.add(row(base, cells));
            }
        }
        return new SecurityTable(kinds, rows);
    }

    private static List<String> cells(String line) {
        return line.startsWith("|")
                ? Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList()
                : List.of();
    }

    private static Row row(String base, List<String> cells) {
        String[] request = cells.get(0).replace("`", "").split(" ", 2);
        return new Row(base, request[0], request[1], cells.subList(1, cells.size()));
    }
}
