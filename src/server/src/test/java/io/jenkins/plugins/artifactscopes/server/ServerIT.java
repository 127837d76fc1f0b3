package io.jenkins.plugins.artifactscopes.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The server's own life: starts, ends of all kinds, and its commands. */
public class ServerIT {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    @Test
    public void shouldBringBackTheTreeOfAJavaRuntime() throws IOException, InterruptedException {
        Path tree = Path.of(System.getProperty("java.home")).toRealPath();
        try (ServerProcess server = start(0)) {
            Workspace build = workspace(server);
            Outcome push = build.artifact("push", "workflow", tree.toString(), "-d", "jdk");
            assertThat(push.err()).isEmpty();
            assertThat(push.status()).isZero();
            assertThat(build.artifact("pull", "workflow", "jdk").status()).isZero();
            // A link that leaves the tree is stored, but not created where it could point at anything.
            assertThat(Trees.differences(tree, build.path("jdk")))
                    .allSatisfy(
                            difference -> assertThat(leaves(tree, difference)).isTrue());
        }
    }

    @Test
    public void shouldFinishAPushThatAKilledServerBrokeOff() throws IOException, InterruptedException {
        ServerProcess first = start(0);
        Workspace build = workspace(first);
        fill(build);
        Process push = build.start(temporary.getRoot().toPath().resolve("push.log"), "push", "workflow", "dist");
        waitForData(first);
        first.kill();
        try (ServerProcess second = start(URI.create(first.url()).getPort())) {
            push.destroyForcibly().waitFor();
            assertThat(build.artifact("ls", "workflow", "--json").out()).isEqualTo("[]\n");

            Outcome repeated = build.artifact("push", "workflow", "dist");
            assertThat(repeated.err()).isEmpty();
            assertThat(repeated.status()).isZero();
            assertThat(build.artifact("pull", "workflow", "dist", "-d", "back").status())
                    .isZero();
            assertThat(Trees.differences(build.path("dist"), build.path("back")))
                    .isEmpty();
        }
    }

    @Test
    public void shouldLetAPushGoOnByItselfWhenTheServerComesBack() throws IOException, InterruptedException {
        ServerProcess first = start(0);
        Workspace build = workspace(first);
        fill(build);
        Path log = temporary.getRoot().toPath().resolve("push.log");
        Process push = build.start(log, "push", "workflow", "dist");
        waitForData(first);
        first.kill();
        try (ServerProcess second = start(URI.create(first.url()).getPort())) {
            assertThat(push.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(push.exitValue()).as(Files.readString(log)).isZero();
            assertThat(build.artifact("pull", "workflow", "dist", "-d", "back").status())
                    .isZero();
            assertThat(Trees.differences(build.path("dist"), build.path("back")))
                    .isEmpty();
            assertThat(second.log()).doesNotContain("SEVERE");
        }
    }

    @Test
    public void shouldStopWithinTenSecondsThoughAPushIsUnderWay() throws IOException, InterruptedException {
        ServerProcess server = start(0);
        Workspace build = workspace(server);
        fill(build);
        Process push = build.start(temporary.getRoot().toPath().resolve("push.log"), "push", "workflow", "dist");
        waitForData(server);

        assertThat(server.stopped(10)).isTrue();
        push.destroyForcibly().waitFor();
        try (ServerProcess again = start(0)) {
            assertThat(again.log()).doesNotContain("SEVERE");
        }
    }

    @Test
    public void shouldSayThatTheHomeIsInUse() throws IOException, InterruptedException {
        try (ServerProcess server = start(0)) {
            assertInUse(Program.SERVER.run(Path.of(""), Map.of(), "rebuild-catalog", "--home", home().toString()));
            assertInUse(Program.SERVER.run(Path.of(""), Map.of(), "--home", home().toString(), "--port", "0"));
            assertThat(server.log()).isEmpty();
        }
    }

    @Test
    public void shouldSayThatThePortIsTaken() throws IOException, InterruptedException {
        try (ServerProcess server = start(0)) {
            String port = Integer.toString(URI.create(server.url()).getPort());
            Path other = temporary.getRoot().toPath().resolve("other");
            Outcome outcome = Program.SERVER.run(Path.of(""), Map.of(), "--home", other.toString(), "--port", port);
            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.err())
                    .contains("Cannot listen on 127.0.0.1:" + port)
                    .contains("--port")
                    .doesNotContain("Exception");
        }
    }

    @Test
    public void shouldFindEveryFlippedBit() throws IOException, InterruptedException {
        try (ServerProcess server = start(0)) {
            Workspace build = workspace(server);
            fill(build);
            assertThat(build.artifact("push", "workflow", "dist").status()).isZero();
        }
        assertThat(verify().status()).isZero();
        for (String kind : new String[] {"segments", "files"}) {
            Path damaged = firstFileIn(kind);
            flipTheMiddleBit(damaged);
            Outcome outcome = verify();
            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.out()).contains(kind.equals("files") ? "dist/large" : "dist/small/");
            flipTheMiddleBit(damaged);
        }
        assertThat(verify().status()).isZero();
    }

    @Test
    public void shouldRebuildTheCatalog() throws IOException, InterruptedException {
        try (ServerProcess server = start(0)) {
            Workspace build = workspace(server);
            build.write("dist/a", "a");
            build.artifact("push", "project", "dist");
        }
        Outcome outcome = Program.SERVER.run(Path.of(""), Map.of(), "rebuild-catalog", "--home", home().toString());
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        try (ServerProcess server = start(0)) {
            assertThat(workspace(server).artifact("ls", "project").out()).contains("dist/a");
        }
    }

    @Test
    public void shouldCallWrongUsageWrongUsage() throws IOException, InterruptedException {
        assertThat(Program.SERVER.run(Path.of(""), Map.of()).err()).contains("Add --home DIR");
        Outcome nowhere =
                Program.SERVER.run(Path.of(""), Map.of(), "token", "--home", home().toString(), "--project", "p");
        assertThat(nowhere.status()).isEqualTo(1);
        assertThat(nowhere.err()).contains("Start the server once with --home");
        Outcome jobOnly = Program.SERVER.run(
                Path.of(""), Map.of(), "token", "--home", home().toString(), "--project", "p", "--job", "j");
        assertThat(jobOnly.status()).isEqualTo(2);
        assertThat(jobOnly.err()).contains("name the workflow too");
    }

    private Path home() {
        return temporary.getRoot().toPath().resolve("home");
    }

    private ServerProcess start(int port) throws IOException {
        return ServerProcess.start(home(), port);
    }

    private Workspace workspace(ServerProcess server) throws IOException, InterruptedException {
        String token = server.token("--project", "team/app", "--workflow", "7", "--job", "build");
        return new Workspace(temporary.getRoot().toPath().resolve("ws"), server.url(), token, "build");
    }

    private static Outcome verify(Path home) throws IOException, InterruptedException {
        return Program.SERVER.run(Path.of(""), Map.of(), "verify", "--home", home.toString());
    }

    private Outcome verify() throws IOException, InterruptedException {
        return verify(home());
    }

    /** Two thousand small files and a large one: enough to be under way for a while. */
    private static void fill(Workspace build) throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            build.write("dist/small/" + i, Long.toHexString(random.nextLong()).repeat(50));
        }
        byte[] block = new byte[1 << 20];
        try (FileChannel large =
                FileChannel.open(build.path("dist/large"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < 300; i++) {
                random.nextBytes(block);
                large.write(ByteBuffer.wrap(block));
            }
        }
    }

    /** Waits until the push has brought something to the disk. */
    private void waitForData(ServerProcess server) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (size(home()) < 20 << 20) {
            assertThat(System.nanoTime()).as("No data came to " + server.url()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static long size(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (java.io.UncheckedIOException e) {
            return 0; // A file went while it was looked at; the next look tells.
        }
    }

    private Path firstFileIn(String kind) throws IOException {
        try (Stream<Path> files = Files.walk(home())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.resolveSibling("").endsWith(kind))
                    .sorted()
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No " + kind + " in " + home()));
        }
    }

    private static void flipTheMiddleBit(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, channel.size() / 2);
            one.put(0, (byte) (one.get(0) ^ 1)).rewind();
            channel.write(one, channel.size() / 2);
        }
    }

    private static boolean leaves(Path tree, String difference) throws IOException {
        Path link = tree.resolve(difference.substring(0, difference.lastIndexOf(": ")));
        return Files.isSymbolicLink(link)
                && !link.resolveSibling(Files.readSymbolicLink(link))
                        .normalize()
                        .startsWith(tree);
    }

    private static void assertInUse(Outcome outcome) {
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(List.of(outcome.err()))
                .allSatisfy(
                        text -> assertThat(text).containsIgnoringCase("in use").doesNotContain("Exception"));
    }
}
