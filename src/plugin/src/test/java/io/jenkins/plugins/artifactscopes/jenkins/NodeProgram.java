package io.jenkins.plugins.artifactscopes.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Programs that are run in a directory, such as scenarios for node with what they need. */
public final class NodeProgram {
    private final Path directory;

    private NodeProgram(Path directory) {
        this.directory = directory;
    }

    /** Copies the sources there and installs what they need, from what npm has already where it can. */
    public static NodeProgram installed(List<Path> sources, Path target) throws IOException, InterruptedException {
        Files.createDirectories(target);
        for (Path directory : sources) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.write(target.resolve(file.getFileName().toString()), Files.readAllBytes(file));
                }
            }
        }
        NodeProgram program = new NodeProgram(target);
        program.run(Map.of(), "npm", "ci", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts");
        return program;
    }

    public Path directory() {
        return directory;
    }

    /** What it said; fails unless it ends with 0. */
    public String run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(new HashMap<>(environment));
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
