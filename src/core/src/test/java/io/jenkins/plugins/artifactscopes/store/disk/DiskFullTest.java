package io.jenkins.plugins.artifactscopes.store.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The disk gets full at every write of a push, on a small file system in memory that only the process under test sees. */
public class DiskFullTest {
    private static final String MOUNT = "mount -t tmpfs -o size=12m tmpfs \"$0\" && exec \"$@\"";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldFailClearlyAndGoOnWhenThereIsRoomAgain() throws Exception {
        Path home = folder.getRoot().toPath();
        assumeTrue(
                "this system lets a test mount a file system of its own",
                run(home, "true").startsWith("0"));

        String outcome = run(
                home,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FullDisk.class.getName(),
                home.toString());

        assertThat(outcome).startsWith("0").containsPattern("failed [1-9][0-9]+ succeeded [1-9][0-9]+");
    }

    /** The exit code and all that was printed. */
    private static String run(Path home, String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("unshare", "--mount"));
        if (!System.getProperty("user.name").equals("root")) {
            words.add("--map-root-user");
        }
        words.addAll(List.of("sh", "-c", MOUNT, home.toString()));
        words.addAll(List.of(command));
        if (!Files.exists(Path.of("/usr/bin/unshare"))) {
            return "no unshare";
        }
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + output;
    }
}
