package io.jenkins.plugins.artifactscopes.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A small workflow on this project's own build output, with the real server and the real command in processes of their own. Prints
 * what it does, and serves until it is stopped; with {@code -Dexit=true} it ends with 0 when all came back as it was, else 1.
 */
final class Demo {
    private static final int PORT = 8080;
    private static final String PROJECT = "demo/artifact-scopes";
    private static final String WORKFLOW = "1";

    private final Path sources = Path.of("..").toAbsolutePath().normalize();
    private final Path work;
    private final ServerProcess server;
    private int differences;

    private Demo(Path work, ServerProcess server) {
        this.work = work;
        this.server = server;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path work = Path.of("target", "demo").toAbsolutePath();
        delete(work);
        Files.createDirectories(work);
        boolean exit = Boolean.getBoolean("exit");
        try (ServerProcess server = ServerProcess.start(work.resolve("home"), freePort())) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::ask, "stop the server"));
            boolean same = new Demo(work, server).run();
            System.out.println(same ? "All that was pulled is what was pushed." : "What was pulled DIFFERS.");
            if (exit) {
                server.close();
                System.exit(same ? 0 : 1);
            }
            System.out.println(
                    "\nServing until stopped (Ctrl-C). To see it, open\n  " + server.url() + "/projects/" + PROJECT
                            + "\nin a browser and sign in with the token that this prints:\n  cat "
                            + work.resolve("home/secrets/admin-token") + "\nTo try it from another terminal:");
            System.out.println(
                    "  export ARTIFACT_URL=" + server.url() + " ARTIFACT_PROJECT=" + PROJECT + " ARTIFACT_WORKFLOW="
                            + WORKFLOW + " ARTIFACT_TOKEN=$(cat " + work.resolve("home/secrets/admin-token") + ")");
            System.out.println("  java -jar " + Program.CLI.jar() + " ls workflow");
            System.exit(server.waitFor() == 0 ? 0 : 1);
        }
    }

    private boolean run() throws IOException, InterruptedException {
        System.out.println("Server on " + server.url() + ", home " + work.resolve("home"));
        Job build = new Job("build");
        build.artifact(
                "push", "workflow", sources.resolve("core/target/classes").toString(), "-d", "classes/core");
        build.artifact("push", "workflow", sources.resolve("cli/target/classes").toString(), "-d", "classes/cli");
        build.artifact(
                "push", "workflow", sources.resolve("server/target/classes").toString(), "-d", "classes/server");
        build.artifact("push", "workflow", Program.SERVER.jar().toString(), "-d", "jars/artifact-server.jar");

        Job test = new Job("test");
        test.artifact("pull", "workflow", ".");
        for (String module : List.of("core", "cli", "server")) {
            compare(sources.resolve(module + "/target/classes"), test.directory.resolve("classes/" + module));
        }
        compare(Program.SERVER.jar(), test.directory.resolve("jars/artifact-server.jar"));

        Path logs = Files.createDirectories(test.directory.resolve("logs"));
        Files.writeString(logs.resolve("test.log"), "Compared the build output of three modules.\n");
        test.artifact("push", "job", "logs", "--expire-in", "1w");
        test.artifact("push", "project", Program.CLI.jar().toString(), "--force");
        test.artifact("pull", "job", "logs", "-d", "logs-again");
        test.artifact("pull", "project", "artifact.jar");
        compare(logs, test.directory.resolve("logs-again"));
        compare(Program.CLI.jar(), test.directory.resolve("artifact.jar"));
        test.artifact("ls", "job");
        look("/projects/" + PROJECT, "artifact.jar", "#1");
        look("/projects/" + PROJECT + "/runs/1", "classes", "jars", "test", "logs");
        return differences == 0;
    }

    /** Looks at a page as a browser would get it, for names that people are to find there. */
    private void look(String path, String... names) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Authorization", "Bearer " + server.adminToken())
                .build();
        String page = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        for (String name : names) {
            if (!page.contains("<bdi>" + name + "</bdi>") && !page.contains(">" + name + "</a>")) {
                System.out.println("  The page " + path + " does NOT show " + name);
                differences++;
            }
        }
        System.out.println("[browser] " + server.url() + path + " shows " + String.join(", ", names));
    }

    private void compare(Path pushed, Path pulled) throws IOException {
        List<String> found = Trees.differences(pushed, pulled);
        System.out.println("  " + (found.isEmpty() ? "same" : "DIFFERENT") + ": " + sources.relativize(pushed) + " and "
                + sources.relativize(pulled));
        found.stream().limit(10).forEach(difference -> System.out.println("    " + difference));
        differences += found.size();
    }

    private static int freePort() throws IOException {
        for (int port = PORT; port < PORT + 100; port++) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
                return socket.getLocalPort();
            } catch (java.net.BindException e) {
                // Taken; the next one may be free.
                continue;
            }
        }
        return 0;
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> files = Files.walk(tree)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** One job of the workflow: a workspace of its own and a token that reaches no other job. */
    private final class Job {
        private final String name;
        private final Path directory;
        private final Map<String, String> environment;

        Job(String name) throws IOException, InterruptedException {
            this.name = name;
            this.directory = Files.createDirectories(work.resolve("job-" + name));
            this.environment = Map.of(
                    "ARTIFACT_URL", server.url(),
                    "ARTIFACT_TOKEN", server.token("--project", PROJECT, "--workflow", WORKFLOW, "--job", name),
                    "ARTIFACT_PROJECT", PROJECT,
                    "ARTIFACT_WORKFLOW", WORKFLOW,
                    "ARTIFACT_JOB", name);
        }

        void artifact(String... arguments) throws IOException, InterruptedException {
            System.out.println("[" + name + "] $ artifact " + String.join(" ", arguments));
            Outcome outcome = Program.CLI.run(directory, environment, arguments);
            (outcome.out() + outcome.err()).lines().forEach(line -> System.out.println("  " + line));
            if (outcome.status() != 0) {
                System.out.println("  FAILED with status " + outcome.status());
                differences++;
            }
        }
    }
}
