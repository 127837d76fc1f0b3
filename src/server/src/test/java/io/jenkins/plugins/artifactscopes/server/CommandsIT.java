package io.jenkins.plugins.artifactscopes.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The command against the server, each in a process of its own. */
public class CommandsIT {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private @Nullable ServerProcess running;
    private @Nullable Workspace job;

    @Before
    public void start() throws IOException, InterruptedException {
        running = ServerProcess.start(temporary.getRoot().toPath().resolve("home"), 0);
        job = workspace("build");
    }

    @After
    public void stop() throws InterruptedException {
        server().close();
    }

    @Test
    public void shouldBringBackATreeAsItWas() throws IOException, InterruptedException {
        // dist
        // ├── empty/
        // ├── current -> lib/app.jar
        // ├── lib/app.jar          rwxr-x---
        // ├── ünï cödé #%?&'"\n.txt
        // └── none                 no bytes
        Files.createDirectories(build().path("dist/empty"));
        Path jar = build().write("dist/lib/app.jar", "jar");
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rwxr-x---"));
        Files.createSymbolicLink(build().path("dist/current"), Path.of("lib/app.jar"));
        build().write("dist/ünï cödé #%?&'\"\n.txt", "text");
        build().write("dist/none", "");

        Outcome push = build().artifact("push", "workflow", "dist/");
        assertThat(push.err()).isEmpty();
        assertThat(push.out()).startsWith("Pushed dist to workflow: 3 files, 7 B");
        assertThat(push.status()).isZero();

        Workspace test = workspace("test");
        Outcome pull = test.artifact("pull", "workflow", "dist");
        assertThat(pull.err()).isEmpty();
        assertThat(pull.out()).startsWith("Pulled dist from workflow: 3 files, 7 B");
        assertThat(Trees.differences(build().path("dist"), test.path("dist"))).isEmpty();

        Outcome list = test.artifact("ls", "workflow", "dist/lib", "--json");
        assertThat(list.out())
                .startsWith("[\n")
                .contains("\"path\":\"dist/lib/app.jar\",\"type\":\"file\",\"size\":3," + "\"sha256\":\""
                        + sha256("jar") + "\",\"mode\":\"0750\"");
    }

    @Test
    public void shouldRefuseToReplaceWithoutForce() throws IOException, InterruptedException {
        build().write("app.jar", "one");
        assertThat(build().artifact("push", "project", "app.jar").status()).isZero();

        build().write("app.jar", "two");
        Outcome refused = build().artifact("push", "project", "app.jar");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("app.jar").contains("force").doesNotContain("Exception");

        Outcome local = build().artifact("pull", "project", "app.jar");
        assertThat(local.status()).isEqualTo(1);
        assertThat(local.err()).contains("app.jar").contains("force");
        assertThat(build().path("app.jar")).hasContent("two");

        assertThat(build().artifact("push", "project", "app.jar", "--force").status())
                .isZero();
        assertThat(build().artifact("pull", "project", "app.jar", "-d", "again").status())
                .isZero();
        assertThat(build().path("again")).hasContent("two");
    }

    @Test
    public void shouldDeleteAndThenHaveNothing() throws IOException, InterruptedException {
        build().write("logs/a.log", "log");
        build().artifact("push", "job", "logs");

        Outcome yank = build().artifact("yank", "job", "logs", "--json");
        assertThat(yank.out()).contains("\"files\":1,\"bytes\":3,");
        assertThat(yank.status()).isZero();
        assertThat(build().artifact("ls", "job", "--json").out()).isEqualTo("[]\n");
        Outcome again = build().artifact("yank", "job", "logs");
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.err()).contains("logs").doesNotContain("Exception");
        assertThat(build().artifact("pull", "job", "logs", "-d", "x").status()).isEqualTo(1);
        assertThat(build().path("x")).doesNotExist();
    }

    @Test
    public void shouldTakeOnlyWhatTheFiltersTake() throws IOException, InterruptedException {
        build().write("reports/a.xml", "a");
        build().write("reports/b.txt", "b");
        build().write("reports/tmp/c.xml", "c");

        build().artifact("push", "workflow", "reports", "--include", "*.xml", "--exclude", "tmp/");

        assertThat(build().artifact("ls", "workflow").out())
                .contains("reports/a.xml")
                .doesNotContain("b.txt", "c.xml");
        Outcome none = build().artifact("push", "workflow", "reports", "-d", "none", "--include", "*.nix");
        assertThat(none.status()).isEqualTo(1);
        assertThat(none.err()).contains("reports").contains("empty");
    }

    @Test
    public void shouldKeepAJobFromAnotherJobsScopeAndSayWhy() throws IOException, InterruptedException {
        build().write("logs/a.log", "secret");
        build().artifact("push", "job", "logs");

        Workspace test = workspace("test");
        for (String verb : new String[] {"pull", "yank", "ls"}) {
            Outcome outcome = test.artifact(verb, "job", "logs", "--job", "build");
            assertThat(outcome.status()).isEqualTo(1);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err())
                    .contains("credentials do not let you", "job build of team/app 7")
                    .doesNotContain("Exception")
                    .doesNotContain("a.log");
        }
        Outcome push = build().artifact("push", "job", "logs", "--workflow", "8");
        assertThat(push.status()).isEqualTo(1);
        assertThat(build().artifact("ls", "job").out()).contains("logs/a.log");
    }

    @Test
    public void shouldLetAReadOnlyTokenOnlyRead() throws IOException, InterruptedException {
        build().write("dist/a", "a");
        build().artifact("push", "project", "dist");
        String token = server().token("--project", "team/app", "--read-only");

        assertThat(build().artifact("pull", "project", "dist", "-d", "b", "--token", token)
                        .status())
                .isZero();
        Outcome push = build().artifact("push", "project", "dist", "-d", "c", "--token", token);
        assertThat(push.status()).isEqualTo(1);
        assertThat(push.err()).contains("credentials do not let you push to project team/app");
        assertThat(build().artifact("yank", "project", "dist", "--token", token).status())
                .isEqualTo(1);
    }

    @Test
    public void shouldLetTheAdminTokenReachEverything() throws IOException, InterruptedException {
        build().write("dist/a", "a");
        build().artifact("push", "job", "dist");

        assertThat(build().artifact("ls", "job", "--token", server().adminToken())
                        .out())
                .contains("dist/a");
    }

    @Test
    public void shouldLetNobodyInWithoutAToken() throws IOException, InterruptedException {
        Outcome outcome = build().artifact("ls", "project", "--token", "made-up");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("oken").doesNotContain("Exception");
    }

    @Test
    public void shouldRefuseAPushOverTheQuotaBeforeItSends() throws IOException, InterruptedException {
        server().close();
        Path home = temporary.getRoot().toPath().resolve("home");
        Files.writeString(home.resolve("quota.json"), "{\"projects\": {\"team/app\": {\"bytes\": 1000000}}}");
        running = ServerProcess.start(home, 0);
        Workspace here = workspace("quota");
        here.write("small.txt", "small");
        here.write("large.bin", "x".repeat(1_200_000));
        assertThat(here.artifact("push", "workflow", "small.txt").status()).isZero();
        Outcome refused = here.artifact("push", "workflow", "large.bin");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err())
                .contains("would exceed the quota of project team/app by")
                .contains("most of it by workflow 7");
        assertThat(here.artifact("ls", "workflow").out()).contains("small.txt").doesNotContain("large.bin");
    }

    @Test
    public void shouldSayThatNoServerAnswers() throws IOException, InterruptedException {
        Outcome outcome = build().artifact("ls", "project", "--url", "http://127.0.0.1:9");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("127.0.0.1:9").doesNotContain("Exception");
    }

    private Workspace workspace(String name) throws IOException, InterruptedException {
        String token = server().token("--project", "team/app", "--workflow", "7", "--job", name);
        return new Workspace(temporary.getRoot().toPath().resolve("ws-" + name), server().url(), token, name);
    }

    private ServerProcess server() {
        return Objects.requireNonNull(running);
    }

    private Workspace build() {
        return Objects.requireNonNull(job);
    }

    private static String sha256(String content) {
        byte[] bytes = content.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return io.jenkins.plugins.artifactscopes.store.Digest.ofContent(bytes, 0, bytes.length)
                .hex();
    }
}
