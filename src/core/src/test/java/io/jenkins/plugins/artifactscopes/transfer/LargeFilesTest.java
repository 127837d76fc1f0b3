package io.jenkins.plugins.artifactscopes.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.DamagedContent;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class LargeFilesTest {
    private static final int SIZE = (3 << 20) + 17;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Random random = new Random(42);
    private final Cancellation cancellation = new Cancellation();
    private final Workers workers = new Workers();

    @SuppressWarnings("NullAway.Init")
    private Staging staging;

    @SuppressWarnings("NullAway.Init")
    private LargeFiles files;

    @Before
    public void open() throws IOException {
        staging = Staging.create(folder.getRoot().toPath().resolve("back"), random);
        staging.directory(PlanEntry.implied(ArtifactPath.ROOT));
        files = new LargeFiles(staging, workers, cancellation);
    }

    @After
    public void close() throws IOException {
        files.abandon();
        workers.close();
        files.close();
        staging.close();
    }

    private byte[] content() {
        byte[] content = new byte[SIZE];
        random.nextBytes(content);
        return content;
    }

    private static PlanEntry entry(String name, byte[] content) {
        Digest digest = Digest.ofContent(content, 0, content.length);
        return new PlanEntry(ArtifactPath.of(name), Kind.FILE, content.length, 0644, Instant.EPOCH, null, digest);
    }

    private void send(PlanEntry entry, byte[] content, int most) throws IOException {
        LargeFile file = files.begin(entry);
        fill(file, content, most);
        file.end();
    }

    private static void fill(LargeFile file, byte[] content, int most) throws IOException {
        while (file.left() > 0) {
            byte[] buffer = file.buffer();
            int count = (int) Math.min(Math.min(buffer.length, most), file.left());
            System.arraycopy(content, (int) file.position(), buffer, 0, count);
            file.add(count);
        }
    }

    @Test
    public void shouldWriteMoreFilesThanItHasBuffersFor() throws IOException {
        byte[][] contents = new byte[12][];
        for (int i = 0; i < contents.length; i++) {
            contents[i] = content();
            send(entry("f" + i, contents[i]), contents[i], 50_000 + i * 10_000);
        }
        files.drain();
        for (int i = 0; i < contents.length; i++) {
            Path file = staging.file(entry("f" + i, contents[i]));
            assertThat(file).hasBinaryContent(contents[i]);
            assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(Instant.EPOCH);
        }
    }

    @Test
    public void shouldNameTheFileThatArrivedDamagedAlthoughOthersFollowedIt() throws IOException {
        byte[] content = content();
        byte[] damaged = content.clone();
        damaged[2_000_000] ^= 1;
        assertThatThrownBy(() -> {
                    send(entry("one", content), content, SIZE);
                    send(entry("two", content), damaged, SIZE);
                    send(entry("three", content), content, SIZE);
                    files.drain();
                })
                .isInstanceOf(DamagedContent.class)
                .hasMessageContaining("'two'");
    }

    @Test
    public void shouldSayWhichFileCouldNotBeFinished() throws IOException {
        byte[] content = content();
        PlanEntry entry = entry("gone", content);
        LargeFile file = files.begin(entry);
        Files.delete(staging.file(entry));
        fill(file, content, SIZE);
        file.end();
        assertThatThrownBy(files::drain)
                .isInstanceOf(TransferFailed.class)
                .hasMessageContaining("Cannot write " + staging.file(entry));
    }

    @Test
    public void shouldFailWhileAFileComesInThatCannotBeWritten() throws IOException {
        byte[] content = new byte[64 << 20];
        PlanEntry entry = entry("full", content);
        LargeFile file = files.begin(entry);
        // As a disk that is full or gone would, but on every machine.
        file.close();
        assertThatThrownBy(() -> fill(file, content, SIZE))
                .isInstanceOf(TransferFailed.class)
                .hasMessageContaining("Cannot write " + staging.file(entry));
        assertThat(file.left()).isPositive();
    }

    @Test
    public void shouldNotWaitForBuffersOnceItIsCancelled() {
        cancellation.cancel();
        LargeBuffers buffers = new LargeBuffers(cancellation);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        buffers.take();
                    }
                })
                .isInstanceOf(TransferCancelled.class);
    }
}
