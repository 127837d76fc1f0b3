package io.jenkins.plugins.artifactscopes.jenkins.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Jenkins of its own from a war, on 127.0.0.1, with one agent in a JVM of its own, connected by WebSocket. Nobody logs in to it. */
final class BootedJenkins implements Closeable {
    private static final int BOOT_SECONDS = 180;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Process> processes = new ArrayList<>();
    private final Path directory;
    private final String url;

    BootedJenkins(Path directory, Path war, Path plugins, Path plugin) throws IOException, InterruptedException {
        this.directory = directory;
        int port = freePort();
        this.url = "http://127.0.0.1:" + port + "/";
        Path home = home(plugins, plugin);
        java(
                "jenkins",
                home,
                "-Xmx1g",
                "-DJENKINS_HOME=" + home,
                "-Djenkins.model.Jenkins.slaveAgentPort=-1",
                "-Djenkins.install.runSetupWizard=false",
                "-Dhudson.model.UpdateCenter.never=true",
                "-Dhudson.model.UsageStatistics.disabled=true",
                "-Dhudson.security.csrf.GlobalCrumbIssuerConfiguration.DISABLE_CSRF_PROTECTION=true",
                "-jar",
                war.toString(),
                "--httpListenAddress=127.0.0.1",
                "--httpPort=" + port);
        await("api/json", "\"mode\"");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Path home(Path plugins, Path plugin) throws IOException {
        Path home = Files.createDirectories(directory.resolve("home"));
        Path installed = Files.createDirectories(home.resolve("plugins"));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(plugins, "*.{hpi,jpi}")) {
            for (Path file : files) {
                Files.copy(file, installed.resolve(file.getFileName()));
            }
        }
        Files.deleteIfExists(installed.resolve("artifact-scopes.hpi"));
        Files.copy(plugin, installed.resolve("artifact-scopes.jpi"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(
                home.resolve("jenkins.model.JenkinsLocationConfiguration.xml"),
                "<jenkins.model.JenkinsLocationConfiguration><jenkinsUrl>" + url
                        + "</jenkinsUrl></jenkins.model.JenkinsLocationConfiguration>");
        return home;
    }

    private void java(String name, Path work, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        processes.add(new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(name + ".log").toFile())
                .start());
    }

    /** Connects the agent, and waits until it is there. */
    void startAgent(Path work) throws IOException, InterruptedException {
        Path jar = directory.resolve("agent.jar");
        http.send(HttpRequest.newBuilder(URI.create(url + "jnlpJars/agent.jar")).build(), BodyHandlers.ofFile(jar));
        String secret = groovy("""
                def launcher = new hudson.slaves.JNLPLauncher(true)
                launcher.webSocket = true
                def agent = new hudson.slaves.DumbSlave('bench', '%s', launcher)
                agent.numExecutors = %d
                jenkins.model.Jenkins.get().addNode(agent)
                print agent.computer.jnlpMac""".formatted(work, ParallelPushes.BUILDS));
        java(
                "agent",
                work,
                "-Xmx512m",
                "-jar",
                jar.toString(),
                "-url",
                url,
                "-secret",
                secret.strip(),
                "-name",
                "bench",
                "-webSocket",
                "-workDir",
                work.toString());
        await("computer/bench/api/json?tree=offline", "\"offline\":false");
    }

    /** Runs a script in Jenkins; gives what it prints. */
    String groovy(String script) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(url + "scriptText"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("script=" + URLEncoder.encode(script, StandardCharsets.UTF_8)))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("The script ended with " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    void createJob(String name, String pipeline) throws IOException, InterruptedException {
        String text = URLEncoder.encode(pipeline, StandardCharsets.UTF_8);
        groovy("""
                def job = jenkins.model.Jenkins.get().createProject(org.jenkinsci.plugins.workflow.job.WorkflowJob, '%s')
                def script = java.net.URLDecoder.decode('%s', 'UTF-8')
                job.definition = new org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition(script, true)
                job.save()""".formatted(name, text));
    }

    void start(String name) throws IOException, InterruptedException {
        groovy("jenkins.model.Jenkins.get().getItem('" + name + "').scheduleBuild2(0)");
    }

    /** Runs a job; gives its console. */
    String build(String name, int number) throws IOException, InterruptedException {
        start(name);
        // Its result is known a moment before its console ends.
        await("job/" + name + "/" + number + "/consoleText", "\nFinished: ");
        String console = get("job/" + name + "/" + number + "/consoleText");
        if (!console.contains("Finished: SUCCESS")) {
            throw new IOException("The build failed:\n" + console);
        }
        return console;
    }

    private void await(String path, String text) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOOT_SECONDS * 2);
        while (System.nanoTime() < end) {
            if (answers(path, text)) {
                return;
            }
            Thread.sleep(500);
        }
        throw new IOException(url + path + " does not show " + text + "; see the logs in " + directory);
    }

    private boolean answers(String path, String text) throws InterruptedException {
        try {
            return get(path).contains(text);
        } catch (IOException e) {
            // It does not listen yet.
            return false;
        }
    }

    /** What is at an address below that of Jenkins, in full. */
    String get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() throws IOException {
        for (Process process : processes) {
            process.destroy();
        }
        for (Process process : processes) {
            process.onExit().join();
        }
    }
}
