package io.jenkins.plugins.artifactscopes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry.Kind;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.Origin;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.transfer.ListedEntry;
import io.jenkins.plugins.artifactscopes.transfer.PushRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ArtifactCommandTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private final Map<String, String> environment = new HashMap<>();
    private final List<String> connections = new ArrayList<>();
    private final RecordingAccess access = new RecordingAccess();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path directory = Path.of("");

    @Before
    public void setUp() throws IOException {
        directory = temporary.newFolder("work space").toPath();
        Files.createDirectory(directory.resolve("logs"));
        environment.put("ARTIFACT_URL", "http://127.0.0.1:8080");
        environment.put("ARTIFACT_TOKEN", "secret");
        environment.put("ARTIFACT_PROJECT", "team/app");
        environment.put("ARTIFACT_WORKFLOW", "12");
        environment.put("ARTIFACT_JOB", "build-1");
    }

    @Test
    public void shouldPushADirectoryUnderItsBaseName() {
        assertThat(run("push", "job", "logs/")).isZero();

        PushRequest push = access.pushes.get(0);
        assertThat(push.source()).isEqualTo(directory.resolve("logs"));
        assertThat(push.destination()).isEqualTo(ArtifactPath.of("logs"));
        assertThat(push.overwrite()).isEqualTo(Overwrite.REFUSE);
        assertThat(push.allowEmpty()).isFalse();
        assertThat(push.expireIn()).isNull();
        assertThat(connections)
                .containsExactly("http://127.0.0.1:8080 secret " + ScopeId.job("team/app", "12", "build-1"));
    }

    @Test
    public void shouldPushTheWorkingDirectoryUnderItsRealName() {
        assertThat(run("push", "workflow", ".")).isZero();
        assertThat(run("push", "workflow", "logs/..")).isZero();
        assertThat(run("push", "workflow", "logs/.")).isZero();

        assertThat(access.pushes)
                .extracting(push -> push.destination().value())
                .containsExactly("work space", "work space", "logs");
    }

    @Test
    public void shouldPassOnWhatAPushIsToldByOptions() {
        int status = run(
                "push",
                "project",
                "logs",
                "-d",
                "a/b",
                "-f",
                "--expire-in",
                "2w",
                "--include",
                "*.log",
                "--exclude",
                "tmp/",
                "--allow-empty");

        assertThat(status).isZero();
        PushRequest push = access.pushes.get(0);
        assertThat(push.destination()).isEqualTo(ArtifactPath.of("a/b"));
        assertThat(push.overwrite()).isEqualTo(Overwrite.REPLACE);
        assertThat(push.expireIn()).isEqualTo(ExpireIn.parse("2w"));
        assertThat(push.filter().includes()).hasSize(1);
        assertThat(push.filter().excludes()).hasSize(1);
        assertThat(push.allowEmpty()).isTrue();
    }

    @Test
    public void shouldTellWhatTheRunIsBuiltFromByOptionOrAsTheCiSystemSays() {
        environment.put("GIT_BRANCH", "origin/main");
        environment.put("GIT_COMMIT", "0123456789abcdef");
        run("push", "workflow", "logs");
        environment.put("CHANGE_BRANCH", "feature/x");
        environment.put("ARTIFACT_SHA", "no commit");
        run("push", "workflow", "logs");
        run("push", "workflow", "logs", "--branch", "b", "--sha", "abcdef0");
        assertThat(access.pushes)
                .extracting(PushRequest::origin)
                .containsExactly(
                        new Origin("main", "0123456789abcdef"),
                        new Origin("feature/x", "0123456789abcdef"),
                        new Origin("b", "abcdef0"));
        assertThat(run("push", "workflow", "logs", "--sha", "HEAD")).isEqualTo(2);
    }

    @Test
    public void shouldSayOnStandardOutputWhatAPushDid() {
        run("push", "workflow", "logs", "-d", "dist");

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("Pushed dist to workflow: 1,204 files, 83.1 MiB (61.0 MiB sent,"
                        + " 22.1 MiB already there) in 1.9 s, expires 2026-12-05\n");
        assertThat(err.size()).isZero();
    }

    @Test
    public void shouldSayItInJson() {
        run("push", "workflow", "logs", "--json");
        run("pull", "workflow", "logs", "--json", "-d", "\"x\"");
        run("yank", "workflow", "logs", "--json");

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "{\"scope\":\"workflow\",\"path\":\"logs\",\"files\":1204,\"links\":2,\"directories\":3,"
                                + "\"bytes\":87136665,\"sentBytes\":63963136,\"wireBytes\":60000000,\"seconds\":1.9,"
                                + "\"pushed\":\"2026-11-21T10:00:00Z\",\"expires\":\"2026-12-05T10:00:00Z\"}",
                        "{\"scope\":\"workflow\",\"path\":\"logs\",\"destination\":\"" + directory + "/\\\"x\\\"\","
                                + "\"files\":2,\"bytes\":2048,\"wireBytes\":1000,\"seconds\":0.04,"
                                + "\"refusedLinks\":0,\"refused\":[]}",
                        "{\"scope\":\"workflow\",\"path\":\"logs\",\"files\":2,\"bytes\":2048,\"freedBytes\":1024,"
                                + "\"laterBytes\":1024}");
    }

    @Test
    public void shouldPullToTheBaseNameInTheWorkingDirectory() {
        run("pull", "workflow", "dist/lib/");
        run("pull", "workflow", ".");
        run("pull", "workflow", "dist", "-d", "out");

        assertThat(access.pulls)
                .extracting(pull -> directory.relativize(pull.destination()).toString())
                .containsExactly("lib", "", "out");
    }

    @Test
    public void shouldRefuseABaseNameThatLeadsOutOfTheWorkingDirectoryOnWindows() throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            directory = windows.getPath("C:\\work");

            assertThat(run("pull", "workflow", "dist/..\\startup.bat")).isNotZero();
            assertThat(run("pull", "workflow", "dist", "-d", "..\\out")).isZero();

            assertThat(err.toString(StandardCharsets.UTF_8)).contains("Cannot use '..\\startup.bat' here");
            assertThat(access.pulls)
                    .extracting(pull -> pull.destination().toString())
                    .containsExactly("C:\\work\\..\\out");
        }
    }

    @Test
    public void shouldTellOfLinksThatAPullLeftOut() {
        access.refusedLinks.add("a -> /etc/passwd");

        assertThat(run("pull", "workflow", "dist")).isZero();

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("a -> /etc/passwd");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("1 link to outside left out");
    }

    @Test
    public void shouldListAsOneArray() {
        access.entries.add(new ListedEntry(RecordingAccess.entry("dist", Kind.DIRECTORY), null));
        access.entries.add(new ListedEntry(RecordingAccess.entry("dist/a\nb", Kind.FILE), RecordingAccess.PUSHED));

        assertThat(run("ls", "workflow", "--json")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("[\n{\"path\":\"dist\",\"type\":\"directory\",\"size\":0,\"sha256\":null,"
                        + "\"mode\":\"0644\",\"modified\":\"2026-11-20T09:08:07.123Z\",\"pushed\":\"2026-11-21T10:00:00Z\","
                        + "\"expires\":null},\n{\"path\":\"dist/a\\u000ab\",\"type\":\"file\",\"size\":5,"
                        + "\"sha256\":\"8855508aade16ec573d21e6a485dfd0a7624085c1a14b5ecdd6485de0c6839a4\","
                        + "\"mode\":\"0644\",\"modified\":\"2026-11-20T09:08:07.123Z\",\"pushed\":\"2026-11-21T10:00:00Z\","
                        + "\"expires\":\"2026-11-21T10:00:00Z\"}\n]\n");
    }

    @Test
    public void shouldListAnEmptyScopeAsAnEmptyArray() {
        assertThat(run("ls", "workflow", "--json")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("[]\n");
    }

    @Test
    public void shouldListForPeopleWithoutLettingANameBreakALine() {
        access.entries.add(new ListedEntry(RecordingAccess.entry("a\nb", Kind.FILE), null));
        access.entries.add(new ListedEntry(RecordingAccess.entry("current", Kind.LINK), null));

        run("ls", "workflow");

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("-rw-r--r--            5  2026-11-20")
                                .endsWith("a\\x0ab"),
                        line -> assertThat(line).startsWith("l").endsWith("current -> app.jar"));
    }

    @Test
    public void shouldFailToListWhatIsNotThere() {
        assertThat(run("ls", "workflow", "nix")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("Asked to list nix, but the workflow scope has nothing of that name.");
    }

    @Test
    public void shouldUnderstandSemaphoresVariablesWhereOursAreNotSet() {
        environment.clear();
        environment.put("SEMAPHORE_ORGANIZATION_URL", "https://ci.example.org/x");
        environment.put("SEMAPHORE_ARTIFACT_TOKEN", "t");
        environment.put("SEMAPHORE_PROJECT_ID", "p");
        environment.put("SEMAPHORE_WORKFLOW_ID", "w");
        environment.put("SEMAPHORE_JOB_ID", "j");
        environment.put("ARTIFACT_JOB", "ours");

        assertThat(run("yank", "job", "logs")).isZero();
        assertThat(run("yank", "job", "logs", "--job", "option", "--token", "u"))
                .isZero();

        assertThat(connections)
                .containsExactly(
                        "https://ci.example.org/x t " + ScopeId.job("p", "w", "ours"),
                        "https://ci.example.org/x u " + ScopeId.job("p", "w", "option"));
    }

    @Test
    public void shouldNeedNoWorkflowForTheProjectScope() {
        environment.remove("ARTIFACT_WORKFLOW");
        environment.remove("ARTIFACT_JOB");

        assertThat(run("yank", "project", "dist")).isZero();
        assertThat(run("yank", "workflow", "dist")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("Which workflow is meant? Set ARTIFACT_WORKFLOW or add --workflow.");
    }

    @Test
    public void shouldCallWrongUsageWrongUsage() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("push")).isEqualTo(2);
        assertThat(run("push", "job")).isEqualTo(2);
        assertThat(run("push", "jib", "logs")).isEqualTo(2);
        assertThat(run("push", "job", "logs", "--nope")).isEqualTo(2);
        assertThat(run("push", "job", "logs", "--expire-in", "2x")).isEqualTo(2);
        assertThat(run("push", "job", "logs", "-d", "../x")).isEqualTo(2);
        assertThat(run("push", "job", "logs", "-d", ".")).isEqualTo(2);
        assertThat(run("pull", "job", "/etc/passwd")).isEqualTo(2);
        assertThat(run("ls", "job", "--url", "ftp://x")).isEqualTo(2);
        assertThat(run("ls", "job", "--url", "a b")).isEqualTo(2);
        assertThat(connections).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("There is no scope 'jib'. Use one of: job, workflow, project.")
                .contains("'artifact push --help' tells more.")
                .doesNotContain("Exception");
    }

    @Test
    public void shouldSayWhatIsNotThereToPush() {
        assertThat(run("push", "job", "nix")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("Asked to push nix, but there is no such file or directory in " + directory + ".");
        assertThat(access.pushes).isEmpty();
    }

    @Test
    public void shouldHelp() {
        assertThat(run("--help")).isZero();
        assertThat(run("push", "--help")).isZero();
        assertThat(run("generate-completion")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("SEMAPHORE_ARTIFACT_TOKEN")
                .contains("--expire-in=AGE")
                .contains("complete -F _complete_artifact");
    }

    private int run(String... arguments) {
        Shell shell = new Shell(
                environment,
                directory,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                Clock.systemUTC(),
                this::connect);
        return ArtifactCommand.run(shell, arguments);
    }

    private RecordingAccess connect(URI server, String token, ScopeId scope) {
        connections.add(server + " " + token + " " + scope);
        return access;
    }
}
