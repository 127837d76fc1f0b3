package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a home of an earlier state is known to have, written down when it was made, from the trees that were pushed. A text with tabs:
 *
 * <pre>
 * made      time
 * scope     project workflow job
 * artifact  id      expires-in pinned name
 * entry     name    what TreeAssert says of it
 * </pre>
 *
 * @param made when the last push had ended
 */
record EarlierContent(Instant made, Map<ScopeId, Scope> scopes) {
    /**
     * What one scope has.
     *
     * @param entries every file, link and directory, by its path
     */
    record Scope(List<Artifact> artifacts, Map<String, String> entries) {}

    /**
     * One of them.
     *
     * @param expireIn as it was asked for; empty for never
     */
    record Artifact(long id, String expireIn, boolean pinned, String name) {}

    static EarlierContent read(Path file) throws IOException {
        Instant made = Instant.EPOCH;
        Map<ScopeId, Scope> scopes = new TreeMap<>();
        Scope scope = new Scope(List.of(), Map.of());
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split("\t", -1);
            switch (parts[0]) {
                case "made" -> made = Instant.parse(parts[1]);
                case "scope" -> {
                    scope = new Scope(new ArrayList<>(), new TreeMap<>());
                    scopes.put(id(parts), scope);
                }
                case "artifact" ->
                    scope.artifacts()
                            .add(new Artifact(
                                    Long.parseLong(parts[1]), parts[2], Boolean.parseBoolean(parts[3]), parts[4]));
                case "entry" -> scope.entries().put(unescaped(parts[1]), parts[2]);
                default -> throw new IOException("Unknown line in " + file + ": " + line);
            }
        }
        return new EarlierContent(made, scopes);
    }

    private static ScopeId id(String[] parts) {
        if (parts[2].isEmpty()) {
            return ScopeId.project(parts[1]);
        }
        return parts[3].isEmpty() ? ScopeId.workflow(parts[1], parts[2]) : ScopeId.job(parts[1], parts[2], parts[3]);
    }

    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder("made\t").append(made).append('\n');
        scopes.forEach((id, scope) -> {
            line(text, "scope", id.project(), id.workflow().orElse(""), id.job().orElse(""));
            scope.artifacts()
                    .forEach(one -> line(
                            text,
                            "artifact",
                            Long.toString(one.id()),
                            one.expireIn(),
                            Boolean.toString(one.pinned()),
                            one.name()));
            scope.entries().forEach((name, entry) -> line(text, "entry", escaped(name), entry));
        });
        Files.writeString(file, text);
    }

    private static void line(StringBuilder text, String... parts) {
        text.append(String.join("\t", parts)).append('\n');
    }

    private static String escaped(String name) {
        return name.replace("%", "%25").replace("\n", "%0A");
    }

    private static String unescaped(String name) {
        return name.replace("%0A", "\n").replace("%25", "%");
    }
}
