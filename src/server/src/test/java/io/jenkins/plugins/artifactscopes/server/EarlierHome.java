package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.server.EarlierContent.Artifact;
import io.jenkins.plugins.artifactscopes.store.disk.HomeRoots;
import io.jenkins.plugins.artifactscopes.testing.TreeAssert;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a home with the server and the command of some state of this repository, by real pushes, and packs it for {@link UpgradeTest}. What
 * it uses of them has been there since the first of them: {@code docs/CONTRIBUTING.md} has the command.
 */
final class EarlierHome {
    private static final Pattern ID = Pattern.compile("\\{\"artifact\":\"([^\"]+)\",\"id\":([0-9]+)}");
    private static final String PROJECT = "team/app";
    private static final ScopeId OWN = ScopeId.project(PROJECT);
    private static final ScopeId FIRST = ScopeId.workflow(PROJECT, "7");
    private static final ScopeId SECOND = ScopeId.workflow(PROJECT, "8");
    private static final ScopeId JOB = ScopeId.job(PROJECT, "7", "Build / linux");

    private final Path work;
    private final Program command;
    private final ServerProcess server;
    private final Map<ScopeId, Map<String, String>> expireIn = new TreeMap<>();

    private EarlierHome(Path work, Program command, ServerProcess server) {
        this.work = work;
        this.command = command;
        this.server = server;
    }

    /** @param arguments the name of the state, and the directory with its {@code src/server/target} and {@code src/cli/target} */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path sources = Path.of(arguments[1]).resolve("src");
        Path work = Files.createTempDirectory("earlier-home");
        Program command = Program.of(sources.resolve("cli/target/artifact.jar"));
        Program program = Program.of(sources.resolve("server/target/artifact-server.jar"));
        Path home = work.resolve("home");
        EarlierContent content;
        try (ServerProcess server = ServerProcess.start(program, home, 0)) {
            content = new EarlierHome(work, command, server).fill(home);
        }
        content.write(home.resolve("expected.txt"));
        Path zip = Path.of("src/test/resources/upgrade", arguments[0] + ".zip");
        Files.createDirectories(zip.getParent());
        PackedHome.pack(home, zip);
        System.out.printf("%s: %,d bytes%n", zip, Files.size(zip));
    }

    private EarlierContent fill(Path home) throws IOException, InterruptedException {
        FixtureTree.make(work.resolve("1/dist"), 1);
        FixtureTree.make(work.resolve("2/dist"), 2);
        FixtureTree.file(work.resolve("logs"), "of a job\n");
        FixtureTree.file(work.resolve("tmp"), "for two hours\n");
        FixtureTree.file(work.resolve("kept"), "pinned\n");
        push(FIRST, "1/dist", "");
        push(SECOND, "2/dist", "");
        push(JOB, "logs", "2w");
        push(OWN, "1/dist", "");
        push(OWN, "2/dist", "", "--force");
        push(OWN, "tmp", "2h");
        push(OWN, "kept", "1d");
        artifact(SECOND, "yank", "workflow", "dist/gone");
        for (ScopeId scope : List.of(FIRST, SECOND, OWN)) {
            FixtureTree.make(mirror(scope).resolve("dist"), scope.equals(FIRST) ? 1 : 2);
        }
        FixtureTree.remove(mirror(SECOND).resolve("dist"), "gone");
        FixtureTree.file(mirror(JOB).resolve("logs"), "of a job\n");
        FixtureTree.file(mirror(OWN).resolve("tmp"), "for two hours\n");
        FixtureTree.file(mirror(OWN).resolve("kept"), "pinned\n");
        return content(new HomeRoots(home));
    }

    private Path mirror(ScopeId scope) {
        return work.resolve("mirror").resolve(scope.toString().replaceAll("[^A-Za-z0-9]", "-"));
    }

    private void push(ScopeId scope, String path, String age, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("push", scope.scope().word(), path));
        if (!age.isEmpty()) {
            arguments.addAll(List.of("--expire-in", age));
        }
        arguments.addAll(List.of(more));
        artifact(scope, arguments.toArray(String[]::new));
        expireIn.computeIfAbsent(scope, one -> new TreeMap<>())
                .put(Path.of(path).getFileName().toString(), age);
    }

    private void artifact(ScopeId scope, String... arguments) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>();
        environment.put("ARTIFACT_URL", server.url());
        environment.put("ARTIFACT_TOKEN", server.adminToken());
        environment.put("ARTIFACT_PROJECT", scope.project());
        environment.put("ARTIFACT_WORKFLOW", scope.workflow().orElse(""));
        environment.put("ARTIFACT_JOB", scope.job().orElse(""));
        environment.put("ARTIFACT_BRANCH", "main");
        Outcome outcome = command.run(work, environment, arguments);
        if (outcome.status() != 0) {
            throw new IOException(String.join(" ", arguments) + ": " + outcome.err());
        }
    }

    private EarlierContent content(HomeRoots roots) throws IOException, InterruptedException {
        Map<ScopeId, EarlierContent.Scope> scopes = new TreeMap<>();
        for (ScopeId scope : List.of(OWN, FIRST, SECOND, JOB)) {
            List<Artifact> artifacts = new ArrayList<>();
            // The journal's form is documented, and every state has it.
            Matcher ids = ID.matcher(Files.readString(roots.directory(scope).resolve("manifest.jsonl")));
            while (ids.find()) {
                String name = ids.group(1);
                boolean pinned = name.equals("kept") && pinned(ids.group(2));
                String age = expireIn.getOrDefault(scope, Map.of()).getOrDefault(name, "");
                artifacts.add(new Artifact(Long.parseLong(ids.group(2)), age, pinned, name));
            }
            Map<String, String> entries = new TreeMap<>(TreeAssert.describe(mirror(scope)));
            entries.remove("");
            scopes.put(scope, new EarlierContent.Scope(artifacts, entries));
        }
        return new EarlierContent(Instant.now().truncatedTo(ChronoUnit.SECONDS), scopes);
    }

    /** Whether the state can pin, and did. */
    private boolean pinned(String id) throws IOException, InterruptedException {
        URI address = URI.create(server.url() + "/repos/team/app/actions/artifacts/" + id + "/pin");
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + server.adminToken())
                .PUT(BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode()
                == 204;
    }
}
