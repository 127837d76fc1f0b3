package io.jenkins.plugins.artifactscopes.http.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.zip.StoredBlocks;
import io.jenkins.plugins.artifactscopes.zip.ZipEnd;
import io.jenkins.plugins.artifactscopes.zip.ZipItem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** ZIP files with more than the old format has room for, and names that want to lead elsewhere. */
public class ZipStreamTest {
    private static final int ENTRIES = 200_000;
    private static final long FAR = 6_000_000_000L;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldWriteAnyNumberOfEntriesInLittleMemory() throws IOException, InterruptedException {
        Path zip = folder.getRoot().toPath().resolve("many.zip");
        String said = run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx24m",
                "-cp",
                System.getProperty("java.class.path"),
                ManyFilesTree.class.getName(),
                zip.toString(),
                Integer.toString(ENTRIES));
        assertThat(said).isEmpty();
        try (ZipFile read = ZipFile.builder().setFile(zip.toFile()).get()) {
            int count = 0;
            for (ZipArchiveEntry entry : java.util.Collections.list(read.getEntries())) {
                assertThat(entry.getUnixMode()).isEqualTo(0100640);
                assertThat(entry.getLastModifiedTime().toMillis()).isZero();
                count += read.getInputStream(entry).readAllBytes().length;
            }
            assertThat(count).isEqualTo(4 * ENTRIES);
        }
        for (List<String> reader : List.of(
                List.of("unzip", "-tqq", zip.toString()),
                List.of(
                        "python3",
                        "-c",
                        "import sys,zipfile;sys.exit(zipfile.ZipFile(sys.argv[1]).testzip())",
                        zip.toString()))) {
            if (isHere(reader.get(0))) {
                assertThat(run(reader.toArray(String[]::new))).as(reader.get(0)).isEmpty();
            }
        }
    }

    private static boolean isHere(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(directory -> Path.of(directory, program).toFile().canExecute());
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return said + (process.waitFor() == 0 ? "" : " ended with " + process.exitValue());
    }

    @Test
    public void shouldTellLargeSizesAndFarOffsetsInTheirWideForm() {
        ZipItem item = new ZipItem(new byte[] {'a'}, 0100644 << 16, Instant.EPOCH, FAR, true);
        ByteBuffer central = item.central(7, FAR + 1).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(central.getInt(20)).isEqualTo(-1);
        assertThat(central.getInt(42)).isEqualTo(-1);
        assertThat(central.getShort(30)).isEqualTo((short) (4 + 24 + 9));
        assertThat(central.getLong(47 + 4)).isEqualTo(FAR);
        assertThat(central.getLong(47 + 12)).isEqualTo(StoredBlocks.length(FAR));
        assertThat(central.getLong(47 + 20)).isEqualTo(FAR + 1);
        assertThat(item.descriptor(7).remaining()).isEqualTo(24);
        assertThat(ZipEnd.of(1, 80, FAR).remaining()).isEqualTo(98);
        assertThat(ZipEnd.of(1, 80, 5).remaining()).isEqualTo(22);
    }

    @Test
    public void shouldNotLetAnyNameLeadElsewhere() {
        assertThat(name("dist/a", "dist")).isEqualTo("a");
        assertThat(name("dist/..\\..\\a", "dist")).isEqualTo("..%5C..%5Ca");
        assertThat(name("dist/\\windows", "dist")).isEqualTo("%5Cwindows");
        assertThat(name("dist/c:evil", "dist")).isEqualTo("c%3Aevil");
        assertThat(name("c:\\x", "c:\\x")).isEqualTo("c%3A%5Cx");
        assertThat(name("dist/dev-disk-by\\x2did.device", "dist")).isEqualTo("dev-disk-by\\x2did.device");
        assertThat(name("dist/a:b", "dist")).isEqualTo("a%3Ab");
        assertThat(name("dist/ab:c", "dist")).isEqualTo("ab:c");
    }

    private static String name(String path, String root) {
        return ZipName.of(
                new Entry(
                        ArtifactPath.of(path),
                        Entry.Kind.FILE,
                        0,
                        null,
                        null,
                        0644,
                        Instant.EPOCH,
                        new PushInfo(1, Instant.EPOCH, "Build", null)),
                ArtifactPath.of(root));
    }
}
