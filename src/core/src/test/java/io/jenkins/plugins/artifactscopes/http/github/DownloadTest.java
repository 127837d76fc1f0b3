package io.jenkins.plugins.artifactscopes.http.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.http.download.Downloads;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.DamagedContent;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import io.jenkins.plugins.artifactscopes.store.disk.HomeRoots;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Signed links, ZIPs and single files, over HTTP. */
public class DownloadTest {
    private static final ScopeId WORKFLOW = ScopeId.workflow("team/app", "main-17");
    private static final int LARGE = 3 << 20;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private GitHubServer server;

    @Before
    public void start() throws Exception {
        server = new GitHubServer(folder.getRoot().toPath());
    }

    @After
    public void stop() throws Exception {
        server.close();
    }

    /**
     * <pre>
     * dist/bin/run   0755
     * dist/empty/    0700
     * dist/latest -> bin/run
     * </pre>
     */
    private long tree() throws IOException {
        byte[] script = "#!/bin/sh\n".getBytes("UTF-8");
        return server.push(
                WORKFLOW,
                null,
                push -> {
                    push.directory(ArtifactPath.of("dist"), 0755, Instant.EPOCH);
                    push.directory(ArtifactPath.of("dist/bin"), 0755, Instant.EPOCH);
                    push.file(
                            ArtifactPath.of("dist/bin/run"),
                            0755,
                            Instant.EPOCH,
                            SmallContent.of(script, script.length));
                    push.directory(ArtifactPath.of("dist/empty"), 0700, Instant.EPOCH);
                    push.link(ArtifactPath.of("dist/latest"), "bin/run", Instant.EPOCH);
                },
                "dist");
    }

    @Test
    public void shouldGiveAnArtifactAsAZipThatKeepsModesAndLinks() throws IOException, InterruptedException {
        String link = link(tree());
        HttpResponse<byte[]> answer = server.bytes(link, "Nobody", "yes");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(answer.body().length);
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"dist.zip\"; filename*=UTF-8''dist.zip");
        try (ZipFile zip = zip(answer.body())) {
            assertThat(entries(zip))
                    .containsExactly("bin/ 40755", "bin/run 100755", "empty/ 40700", "latest 120777 -> bin/run");
        }
    }

    @Test
    public void shouldZipALargeFileAndASingleOne() throws IOException, InterruptedException {
        byte[] content = large();
        String link = link(server.pushLarge(WORKFLOW, "disk.img", content));
        try (ZipFile zip = zip(server.bytes(link, "Nobody", "yes").body())) {
            assertThat(entries(zip)).containsExactly("disk.img 100755");
            assertThat(zip.getInputStream(zip.getEntry("disk.img")).readAllBytes())
                    .isEqualTo(content);
        }
    }

    @Test
    public void shouldGiveNothingButWhatTheLinkWasMadeForAndOnlyForAMinute() throws IOException, InterruptedException {
        String link = link(tree());
        long other = server.push(WORKFLOW, "other", "1");
        String stolen = link.replaceFirst("/links/\\d+/", "/links/" + other + "/");
        for (String forged : List.of(
                stolen,
                link.replace("path=dist", "path=other"),
                link.replace("/zip?", "/file?"),
                link.replace("as=attachment", "as=inline"),
                link.replaceFirst("until=\\d+", "until=9999999999"),
                link.replaceFirst("signature=.", "signature=g"),
                link.replaceFirst("&signature=.*", ""))) {
            assertThat(server.get(forged, "Nobody", "yes").statusCode())
                    .as(forged)
                    .isEqualTo(403);
        }
        assertThat(server.send("DELETE", link, "", "Nobody", "yes").statusCode())
                .isEqualTo(405);
        server.pass(Duration.ofSeconds(55));
        assertThat(server.get(link, "Nobody", "yes").statusCode()).isEqualTo(200);
        server.pass(Duration.ofSeconds(10));
        assertThat(server.get(link, "Nobody", "yes").statusCode()).isEqualTo(410);
    }

    @Test
    public void shouldListTheFilesOfAnArtifactAndGiveEach() throws IOException, InterruptedException {
        String files = server.actions("artifacts/" + tree() + "/files");
        assertThat(server.get(files).body())
                .startsWith("{\"total_count\":5,\"files\":[{\"path\":\"dist\",\"type\":\"directory\"")
                .contains("{\"path\":\"latest\",\"type\":\"link\",\"size\":0,")
                .contains("\"target\":\"bin/run\"")
                .contains("\"url\":\"" + files + "/bin/run\"");
        assertThat(server.get(files + "/bin/run").body()).isEqualTo("#!/bin/sh\n");
        try (ZipFile zip = zip(server.bytes(files + "/bin").body())) {
            assertThat(entries(zip)).containsExactly("run 100755");
        }
        for (String path : List.of("/none", "/latest", "/bin/../../x", "/%2e%2e/x", "/")) {
            assertThat(server.get(files + path).statusCode()).as(path).isIn(400, 404);
        }
    }

    @Test
    public void shouldKeepBrowsersFromRunningWhatIsStored() throws IOException, InterruptedException {
        String url = server.actions("artifacts/" + server.push(WORKFLOW, "site/Übersicht 統.html", "<script>"))
                + "/files/" + Address.encoded("Übersicht 統.html");
        HttpResponse<String> page = server.get(url + "?as=inline");
        assertThat(page.headers().firstValue("Content-Security-Policy")).contains("sandbox");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Content-Disposition"))
                .contains("inline; filename=\"_bersicht _.html\"; filename*=UTF-8''%C3%9Cbersicht%20%E7%B5%B1.html");
        String unknown =
                server.actions("artifacts/" + server.push(WORKFLOW, "a.unknown", "<script>")) + "/files/a.unknown";
        assertThat(server.get(unknown).headers().firstValue("Content-Type")).contains("application/octet-stream");
    }

    @Test
    public void shouldServeRangesOfAFile() throws IOException, InterruptedException {
        byte[] content = large();
        String url = server.actions("artifacts/" + server.pushLarge(WORKFLOW, "disk.img", content)) + "/files/disk.img";
        String tag = server.bytes(url).headers().firstValue("ETag").orElseThrow();
        assertPart(url, "bytes=0-9", content, 0, 10);
        assertPart(url, "bytes=1048570-2097160", content, 1048570, 2097161);
        assertPart(url, "bytes=-5", content, LARGE - 5, LARGE);
        assertPart(url, "bytes=" + (LARGE - 2) + "-", content, LARGE - 2, LARGE);
        assertPart(url, "bytes=" + (LARGE - 2) + "-999999999", content, LARGE - 2, LARGE);
        HttpResponse<byte[]> beyond = server.bytes(url, "Range", "bytes=" + LARGE + "-");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(beyond.headers().firstValue("Content-Range")).contains("bytes */" + LARGE);
        for (String all : List.of("bytes=5-2", "bytes=0-1,4-5", "bytes=-", "lines=0-1", "bytes=x-1")) {
            assertThat(server.bytes(url, "Range", all).statusCode()).as(all).isEqualTo(200);
        }
        assertThat(server.bytes(url, "Range", "bytes=0-9", "If-Range", tag).statusCode())
                .isEqualTo(206);
        assertThat(server.bytes(url, "Range", "bytes=0-9", "If-Range", "\"x\"").statusCode())
                .isEqualTo(200);
        assertThat(server.bytes(url, "If-None-Match", "\"x\", W/" + tag).statusCode())
                .isEqualTo(304);
        HttpResponse<String> head = server.send("HEAD", url, "");
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(LARGE);
        assertThat(head.headers().firstValue("Accept-Ranges")).contains("bytes");
    }

    private void assertPart(String url, String range, byte[] content, int from, int to)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> part = server.bytes(url, "Range", range);
        assertThat(part.statusCode()).as(range).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range"))
                .contains("bytes " + from + "-" + (to - 1) + "/" + content.length);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content, from, to));
    }

    @Test
    public void shouldNeverGiveDamagedBytesAsIfTheyWereWhole() throws IOException, InterruptedException {
        long id = server.pushLarge(WORKFLOW, "disk.img", large());
        String url = server.actions("artifacts/" + id) + "/files/disk.img";
        damage();
        assertThatThrownBy(() -> server.bytes(url)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> server.bytes(link(id), "Nobody", "yes")).isInstanceOf(IOException.class);
        HttpResponse<String> part = server.get(url, "Range", "bytes=0-9");
        assertThat(part.statusCode()).isEqualTo(500);
        assertThat(part.body()).contains("disk.img").contains("damaged");
    }

    @Test
    public void shouldBeginALongPartBeforeAllOfTheFileIsVerifiedAndWithholdItsEnd() throws IOException {
        byte[] content = large();
        String url = server.actions("artifacts/" + server.pushLarge(WORKFLOW, "disk.img", content)) + "/files/disk.img";
        damage();
        byte[] begun = server.broken(url, "Range: bytes=10-" + (LARGE / 2 - 1));
        assertThat(begun).hasSizeGreaterThan(LARGE / 4).isEqualTo(Arrays.copyOfRange(content, 10, 10 + begun.length));
    }

    @Test
    public void shouldShowTheBeginningOfAFileOnlyWhenAllOfItIsWhole() throws IOException, Refusal {
        byte[] content = large();
        server.pushLarge(WORKFLOW, "disk.img", content);
        ArtifactPath path = ArtifactPath.of("disk.img");
        Downloads downloads = new Downloads(server.engine().store(), Clock.systemUTC());
        assertThat(downloads.head(WORKFLOW, path, 1000)).isEqualTo(Arrays.copyOf(content, 1000));
        assertThat(downloads.head(WORKFLOW, path, LARGE + 5)).isEqualTo(content);
        damage();
        assertThatThrownBy(() -> new Downloads(server.engine().store(), Clock.systemUTC()).head(WORKFLOW, path, 1000))
                .isInstanceOf(DamagedContent.class);
    }

    private void damage() throws IOException {
        Path scope = new HomeRoots(server.home()).directory(WORKFLOW);
        try (Stream<Path> files = Files.list(scope.resolve("files"))) {
            try (FileChannel file = FileChannel.open(files.findFirst().orElseThrow(), StandardOpenOption.WRITE)) {
                file.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), LARGE / 2);
            }
        }
    }

    private String link(long id) throws IOException, InterruptedException {
        HttpResponse<String> answer = server.get(server.actions("artifacts/" + id + "/zip"));
        assertThat(answer.statusCode()).isEqualTo(302);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static byte[] large() {
        byte[] content = new byte[LARGE];
        new Random(1).nextBytes(content);
        return content;
    }

    private static ZipFile zip(byte[] bytes) throws IOException {
        return ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes))
                .get();
    }

    private static List<String> entries(ZipFile zip) throws IOException {
        java.util.ArrayList<String> entries = new java.util.ArrayList<>();
        for (ZipArchiveEntry entry : java.util.Collections.list(zip.getEntries())) {
            entries.add(entry.getName() + " " + Integer.toOctalString(entry.getUnixMode())
                    + (entry.isUnixSymlink() ? " -> " + zip.getUnixSymlink(entry) : ""));
        }
        return entries;
    }
}
