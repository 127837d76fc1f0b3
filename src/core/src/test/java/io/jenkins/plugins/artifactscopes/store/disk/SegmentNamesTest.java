package io.jenkins.plugins.artifactscopes.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.store.SmallContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A segment is a ZIP that people unzip to rescue files: it holds the names that were pushed, and none that leads elsewhere. */
public class SegmentNamesTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldKeepABackslashInANameWhatItIs() throws IOException {
        Path file = folder.getRoot().toPath().resolve("1.zip");
        SmallContent content = SmallContent.of("text".getBytes(StandardCharsets.UTF_8), 4);
        List<String> names = List.of("..\\evil", "a\\b", "d/..\\evil");
        try (SegmentWriter segment = new SegmentWriter(file, 1)) {
            for (String name : names) {
                segment.file(name, 0644, Instant.EPOCH, content);
            }
            segment.seal();
        }
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            assertThat(Collections.list(zip.getEntries()))
                    .extracting(ZipArchiveEntry::getName)
                    .containsExactlyElementsOf(names);
        }
    }

    @Test
    public void shouldTakeEveryTimeThatAPlanCanHave() throws IOException {
        Path file = folder.getRoot().toPath().resolve("1.zip");
        SmallContent content = SmallContent.of("text".getBytes(StandardCharsets.UTF_8), 4);
        try (SegmentWriter segment = new SegmentWriter(file, 1)) {
            for (long second : new long[] {-(1L << 40), -1, 0, 1L << 33, 1L << 40}) {
                segment.file("f" + second, 0644, Instant.ofEpochSecond(second, 999_999_999), content);
            }
            segment.seal();
        }
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            assertThat(Collections.list(zip.getEntries())).hasSize(5);
        }
    }
}
