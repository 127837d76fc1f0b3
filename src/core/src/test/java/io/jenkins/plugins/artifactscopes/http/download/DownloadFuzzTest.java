package io.jenkins.plugins.artifactscopes.http.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.InvalidPathException;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.testing.Fuzz;
import io.jenkins.plugins.artifactscopes.zip.ZipDirectory;
import io.jenkins.plugins.artifactscopes.zip.ZipItem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.Test;

public class DownloadFuzzTest {
    private static final long SIZE = 1000;
    private static final PushInfo PUSH = new PushInfo(1, Instant.EPOCH, "Build", null);

    @Test
    public void shouldFindAPartOfTheFileOrNone() {
        Fuzz.texts("ranges", List.of("bytes=0-9", "bytes=5-", "bytes=-5", "bytes= 0-0 ", "bytes=0-1,4-5"), text -> {
            Optional<ByteRange> range = ByteRange.parse(text, SIZE);
            range.filter(part -> part.length() > 0).ifPresent(part -> {
                assertThat(part.first()).isBetween(0L, SIZE - 1);
                assertThat(part.first() + part.length()).isBetween(1L, SIZE);
                String again = "bytes=" + part.first() + "-" + (part.first() + part.length() - 1);
                assertThat(ByteRange.parse(again, SIZE)).contains(part);
            });
            return range.isPresent();
        });
    }

    @Test
    public void shouldNameEntriesOfAZipSoThatNoProgramIsLedElsewhere() {
        Fuzz.texts(
                "names in a ZIP",
                List.of("dist/a", "dist/..\\..\\b", "dist/c:\\d", "dist/größe\\x2d", "dist/\u202egnp.exe"),
                text -> {
                    ArtifactPath path;
                    try {
                        path = ArtifactPath.of(text);
                    } catch (InvalidPathException e) {
                        return false;
                    }
                    ArtifactPath root = ArtifactPath.of(path.artifact());
                    Entry entry = new Entry(path, Entry.Kind.LINK, 0, null, "target", 0777, Instant.EPOCH, PUSH);
                    ZipItem item = ZipItems.of(entry, root, "");
                    String name = new String(item.name(), StandardCharsets.UTF_8);
                    assertThat(name).doesNotStartWith("/").doesNotStartWith("\\");
                    assertThat(name.split("[/\\\\]", -1)).doesNotContain("..");
                    assertThat(name.length() > 1
                                    && name.charAt(1) == ':'
                                    && Character.isLetter(name.charAt(0))
                                    && name.charAt(0) < 0x80)
                            .isFalse();
                    assertThat(written(item)).isEqualTo(name);
                    return true;
                });
    }

    /** What a reader finds in a ZIP of this entry alone. */
    private static String written(ZipItem item) throws IOException {
        byte[] target = "target".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        put(out, item.local(0));
        out.write(target);
        try (ZipDirectory directory = new ZipDirectory(1 << 20)) {
            directory.add(item.central(0, 0));
            directory.writeTo(out, out.size());
        }
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(out.toByteArray()))
                .get()) {
            ZipArchiveEntry only = zip.getEntries().nextElement();
            assertThat(only.isUnixSymlink()).isTrue();
            return only.getName();
        }
    }

    private static void put(ByteArrayOutputStream out, ByteBuffer bytes) {
        out.write(bytes.array(), 0, bytes.remaining());
    }
}
