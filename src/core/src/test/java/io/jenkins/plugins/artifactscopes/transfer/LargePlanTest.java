package io.jenkins.plugins.artifactscopes.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.PushReceipt;
import io.jenkins.plugins.artifactscopes.store.disk.TestStore;
import io.jenkins.plugins.artifactscopes.testing.FixedListener;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Memory does not grow with the number of files: many of them pass through a process with a small heap. */
public class LargePlanTest {
    private static final int FILES = 300_000;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldTakeAPushOfManyFilesInLittleMemory() throws Exception {
        Path log = folder.newFile("log").toPath();
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargePlanTest.class.getName(),
                        folder.newFolder("work").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = child.waitFor(120, TimeUnit.SECONDS);
        child.destroyForcibly();

        assertThat(ended).isTrue();
        assertThat(log).content().endsWith(FILES + " files\n");
        assertThat(child.waitFor()).isZero();
    }

    /** The process with the small heap. */
    public static void main(String[] args) throws IOException {
        Path work = Path.of(args[0]);
        write(work.resolve("plan"), out -> PlanSamples.writeFiles(out, FILES, 1, "a-name-of-some-length-"));
        write(work.resolve("contents"), out -> PlanSamples.writeContents(out, FILES, 1, true));
        ScopeId scope = ScopeId.project("app");
        PushTerms terms =
                new PushTerms(scope, Holder.of(scope), "Build", ArtifactPath.of("dist"), Overwrite.REFUSE, null, "1");
        try (TestStore store = new TestStore(work.resolve("store"));
                PushDesk desk = new PushDesk(
                        store.store(),
                        FixedListener.generous(),
                        work.resolve("spool"),
                        PlanLimits.STANDARD,
                        Clock.systemUTC());
                InputStream plan = new BufferedInputStream(Files.newInputStream(work.resolve("plan")));
                InputStream contents = Files.newInputStream(work.resolve("contents"))) {
            PushDesk.Opened opened = desk.open(terms, plan);
            desk.content(opened.id(), opened.position(), contents);
            PushReceipt receipt = desk.commit(opened.id());
            System.out.println(receipt.files() + " files");
        }
    }

    private static void write(Path file, Content content) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            content.writeTo(out);
        }
    }

    @FunctionalInterface
    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }
}
