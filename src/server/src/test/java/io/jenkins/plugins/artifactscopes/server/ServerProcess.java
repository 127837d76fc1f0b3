package io.jenkins.plugins.artifactscopes.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The server's jar in a process of its own. */
final class ServerProcess implements AutoCloseable {
    private static final String SAYS = "Serving on ";

    private final Process process;
    private final Path home;
    private final Path log;
    private final String url;

    private ServerProcess(Process process, Path home, Path log, String url) {
        this.process = process;
        this.home = home;
        this.log = log;
        this.url = url;
    }

    /** Starts it and waits until it serves. */
    static ServerProcess start(Path home, int port, String... more) throws IOException {
        return start(Program.SERVER, home, port, more);
    }

    static ServerProcess start(Program server, Path home, int port, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--home", home.toString(), "--port", Integer.toString(port)));
        arguments.addAll(List.of(more));
        Path log = Files.createDirectories(home.toAbsolutePath().getParent()).resolve(home.getFileName() + ".log");
        Process process = server.builder(Path.of(""), Map.of(), arguments)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        // Not closed: the server goes on writing to it.
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        while (line != null && !line.startsWith(SAYS)) {
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("The server did not start: " + Files.readString(log));
        }
        String url = line.substring(SAYS.length()).strip();
        return new ServerProcess(process, home, log, url.substring(0, url.length() - 1));
    }

    /** Without a slash at the end. */
    String url() {
        return url;
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    String adminToken() throws IOException {
        return Files.readString(home.resolve("secrets/admin-token")).strip();
    }

    /** Mints a token with the server's own command. */
    String token(String... claims) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("token", "--home", home.toString()));
        arguments.addAll(List.of(claims));
        Outcome outcome = Program.SERVER.run(Path.of(""), Map.of(), arguments.toArray(String[]::new));
        if (outcome.status() != 0) {
            throw new IOException("No token: " + outcome.err());
        }
        return outcome.out().strip();
    }

    /** Ends it at once, as a power cut would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to stop. */
    void ask() {
        process.destroy();
    }

    /** Asks it to stop, and waits until it has. */
    boolean stopped(long seconds) throws InterruptedException {
        ask();
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        if (!stopped(20)) {
            kill();
        }
    }
}
