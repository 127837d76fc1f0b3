package io.jenkins.plugins.artifactscopes.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A job's directory and variables, in which the real command runs. */
final class Workspace {
    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();

    /** A directory of its own for {@code job} of workflow 7 of {@code team/app}. */
    Workspace(Path directory, String url, String token, String job) throws IOException {
        this.directory = Files.createDirectories(directory);
        environment.put("ARTIFACT_URL", url);
        environment.put("ARTIFACT_TOKEN", token);
        environment.put("ARTIFACT_PROJECT", "team/app");
        environment.put("ARTIFACT_WORKFLOW", "7");
        environment.put("ARTIFACT_JOB", job);
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    Path write(String name, String content) throws IOException {
        Path file = path(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    Outcome artifact(String... arguments) throws IOException, InterruptedException {
        return Program.CLI.run(directory, environment, arguments);
    }

    /** Starts the command and does not wait; what it says goes to {@code log}. */
    Process start(Path log, String... arguments) throws IOException {
        return Program.CLI
                .builder(directory, environment, List.of(arguments))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
