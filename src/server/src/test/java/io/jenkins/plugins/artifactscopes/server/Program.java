package io.jenkins.plugins.artifactscopes.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An executable jar, run as people run it: a process of its own. */
final class Program {
    static final Program CLI = new Program(Path.of("../cli/target/artifact.jar"));
    static final Program SERVER = new Program(Path.of("target/artifact-server.jar"));

    private final Path jar;

    private Program(Path jar) {
        this.jar = jar.toAbsolutePath().normalize();
    }

    /** One of another state of this repository. */
    static Program of(Path jar) {
        return new Program(jar);
    }

    Path jar() {
        return jar;
    }

    /** A process with these arguments, in this directory, with nothing of our variables but {@code environment}. */
    ProcessBuilder builder(Path directory, Map<String, String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toAbsolutePath().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ARTIFACT_") || name.startsWith("SEMAPHORE_"));
        builder.environment().putIfAbsent("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        return builder;
    }

    Outcome run(Path directory, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path err = Files.createTempFile("artifact", ".err");
        try {
            Process process = builder(directory, environment, List.of(arguments))
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), out, Files.readString(err));
        } finally {
            Files.delete(err);
        }
    }
}
