package io.jenkins.plugins.artifactscopes.http.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.http.Answers;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import io.jenkins.plugins.artifactscopes.store.disk.HomeRoots;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Whole scopes as ZIP files: passed through as they lie where that is the same, else made. {@code -Dzip.files=200000} and
 * {@code -Dzip.segment=256} (MiB) measure more.
 */
public class ZipDownloadTest {
    private static final ScopeId WORKFLOW = ScopeId.workflow("team/app", "main-17");
    private static final int FILES = Integer.getInteger("zip.files", 6_000);
    private static final int SEGMENT = Integer.getInteger("zip.segment", 16);
    private static final int LARGE = (2 << 20) + 7;

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
     * dist/latest -> bin/run
     * tool           0644
     * </pre>
     */
    private void pushInOneGo() throws IOException {
        server.push(
                WORKFLOW,
                null,
                push -> {
                    push.directory(ArtifactPath.of("dist"), 0755, Instant.EPOCH);
                    push.directory(ArtifactPath.of("dist/bin"), 0750, Instant.EPOCH);
                    small(push, "dist/bin/run", 0755, "#!/bin/sh\n");
                    push.link(ArtifactPath.of("dist/latest"), "bin/run", Instant.EPOCH);
                    small(push, "tool", 0644, "tool");
                },
                "dist");
    }

    private static void small(ScopePush push, String path, int mode, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        push.file(
                ArtifactPath.of(path),
                mode,
                Instant.ofEpochSecond(1_700_000_001),
                SmallContent.of(bytes, bytes.length));
    }

    @Test
    public void shouldPassAScopeThatWasPushedInOneGoThroughAsItLies() throws IOException, InterruptedException {
        pushInOneGo();
        byte[] segment = Files.readAllBytes(only("segments"));
        HttpResponse<byte[]> first = server.bytes(server.actions("runs/1/zip"));
        assertThat(first.body()).isEqualTo(segment);
        assertThat(first.headers().firstValueAsLong("Content-Length")).hasValue(segment.length);
        assertThat(first.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("run-1.zip");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(server.bytes(server.actions("runs/1/zip")).body()).isEqualTo(segment);
        HttpResponse<byte[]> part = server.bytes(server.actions("runs/1/zip"), "Range", "bytes=3-40", "If-Range", tag);
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(segment, 3, 41));
        assertThat(server.bytes(server.actions("runs/1/zip"), "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    public void shouldMakeAZipThatHasNothingOfWhatWasDeleted() throws IOException, InterruptedException {
        pushInOneGo();
        String tag = server.bytes(server.actions("runs/1/zip"))
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        server.engine().store().delete(WORKFLOW, ArtifactPath.of("tool"));
        HttpResponse<byte[]> zip = server.bytes(server.actions("runs/1/zip"), "If-None-Match", tag);
        assertThat(zip.statusCode()).isEqualTo(200);
        assertThat(names(zip.body())).containsExactly("dist/", "dist/bin/", "dist/bin/run", "dist/latest");
        assertThat(new String(zip.body(), StandardCharsets.ISO_8859_1)).doesNotContain("tool");
    }

    @Test
    public void shouldMakeAZipWhereTheStoredOneHasOtherNames() throws IOException, InterruptedException {
        ScopeId other = ScopeId.workflow("team/app", "main-16");
        byte[] bytes = "content".getBytes(StandardCharsets.UTF_8);
        server.push(other, "secret", "content");
        server.push(
                WORKFLOW,
                null,
                push -> assertThat(push.known(
                                ArtifactPath.of("public"),
                                0644,
                                Instant.EPOCH,
                                bytes.length,
                                Digest.ofContent(bytes, 0, bytes.length),
                                new ScopeStore.Known(other, ArtifactPath.of("secret"))))
                        .isTrue(),
                "public");
        assertThat(names(server.bytes(server.actions("runs/2/zip")).body())).containsExactly("public");
    }

    @Test
    public void shouldRefuseToPassDamageThrough() throws IOException, InterruptedException {
        pushInOneGo();
        assertThat(server.bytes(server.actions("runs/1/zip")).statusCode()).isEqualTo(200);
        server.pass(Duration.ofMinutes(11));
        Path segment = only("segments");
        var time = Files.getLastModifiedTime(segment);
        int at = new String(Files.readAllBytes(segment), StandardCharsets.ISO_8859_1).indexOf("#!/bin/sh");
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {'x'}), at);
        }
        Files.setLastModifiedTime(segment, time);
        HttpResponse<String> answer = server.get(server.actions("runs/1/zip"));
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("dist/bin/run").contains("damaged");
        assertThat(server.get(server.actions("runs/1/zip"), "Range", "bytes=0-3")
                        .statusCode())
                .isEqualTo(500);
    }

    @Test
    public void shouldWithholdTheEndOfASegmentThatIsDamagedBetweenItsContents() throws IOException {
        server.push(
                WORKFLOW,
                null,
                push -> {
                    noise(push, "a", new Random(1));
                    small(push, "z", 0644, "last");
                },
                "a");
        Path segment = only("segments");
        byte[] whole = Files.readAllBytes(segment);
        int header = new String(whole, StandardCharsets.ISO_8859_1).indexOf("last") - 20;
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {(byte) ~whole[header]}), header);
        }
        List<LogRecord> logged = new ArrayList<>();
        Handler handler = new Remembering(logged);
        Logger logger = Logger.getLogger(Answers.class.getName());
        logger.addHandler(handler);
        try {
            byte[] begun = server.broken(server.actions("runs/1/zip"), "Accept: */*");
            assertThat(begun).hasSizeGreaterThan(ScopePush.SMALL / 2);
            assertThat(Arrays.copyOf(begun, header)).startsWith(Arrays.copyOf(whole, Math.min(begun.length, header)));
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(logged)
                .anySatisfy(record -> assertThat(record.getThrown()).hasMessageContaining(segment.toString()));
    }

    private static final class Remembering extends Handler {
        private final List<LogRecord> records;

        Remembering(List<LogRecord> records) {
            this.records = records;
        }

        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {
            // Nothing waits.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static void noise(ScopePush push, String path, Random random) throws IOException {
        byte[] bytes = new byte[ScopePush.SMALL];
        random.nextBytes(bytes);
        push.file(ArtifactPath.of(path), 0644, Instant.EPOCH, SmallContent.of(bytes, bytes.length));
    }

    @Test
    public void shouldBeginAtOnceWithASegmentThatNobodyHasReadYet() throws IOException, InterruptedException {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            Random random = new Random(i);
            server.push(
                    ScopeId.workflow("team/app", "fresh-" + i),
                    null,
                    push -> {
                        for (int file = 0; file < SEGMENT - 1; file++) {
                            noise(push, String.format("f%04d", file), random);
                        }
                    },
                    "f0000");
            String zip = server.actions("runs/" + (i + 1) + "/zip");
            long from = System.nanoTime();
            try (InputStream in = server.stream(zip)) {
                assertThat(in.read()).isEqualTo('P');
                best = Math.min(best, (System.nanoTime() - from) / 1e6);
            }
        }
        System.out.printf("rest: the first byte of a fresh segment of %,d MiB after %.1f ms%n", SEGMENT, best);
        assertThat(best).isLessThan(50);
    }

    @Test
    public void shouldTellTheLengthOfAZipThatIsMade() throws IOException, InterruptedException {
        byte[] content = new byte[LARGE];
        new Random(3).nextBytes(content);
        server.push(
                WORKFLOW,
                null,
                push -> {
                    push.file(
                            ArtifactPath.of("dist/größe.bin"),
                            0600,
                            Instant.parse("1970-01-01T00:00:00Z"),
                            LARGE,
                            new ByteArrayInputStream(content),
                            computed -> {});
                    push.link(ArtifactPath.of("dist/link"), "größe.bin", Instant.parse("2099-01-01T00:00:00Z"));
                    small(push, "dist/small", 0755, "s");
                },
                "dist");
        HttpResponse<String> head = server.send("HEAD", server.actions("runs/1/zip"), "");
        HttpResponse<byte[]> zip = server.bytes(server.actions("runs/1/zip"));
        assertThat(zip.headers().firstValueAsLong("Content-Length")).hasValue(zip.body().length);
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(zip.body().length);
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip.body()))) {
            ZipEntry entry = in.getNextEntry();
            assertThat(entry.getName()).isEqualTo("dist/größe.bin");
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
        assertThat(names(zip.body())).containsExactly("dist/größe.bin", "dist/link", "dist/small");
    }

    @Test
    public void shouldGiveAScopeOnlyToWhoMayReadIt() throws IOException, InterruptedException {
        pushInOneGo();
        server.push(ScopeId.job("team/app", "main-17", "Build"), "log", "1");
        server.push(ScopeId.project("team/app"), "app", "1");
        String job = server.actions("runs/1/zip?job=Build");
        assertThat(names(server.bytes(job, "Authorization", "Bearer team/app,main-17,Build")
                        .body()))
                .containsExactly("log");
        assertThat(server.get(job, "Authorization", "Bearer team/app,main-17,Test")
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.get(server.actions("runs/1/zip"), "Authorization", "Bearer team/app,main-18")
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.get(server.actions("runs/1/zip"), "Authorization", "Bearer other")
                        .statusCode())
                .isEqualTo(404);
        assertThat(names(server.bytes(server.actions("zip")).body())).containsExactly("app");
        assertThat(server.get(server.actions("runs/1/zip?job=none")).statusCode())
                .isEqualTo(404);
    }

    @Test
    public void shouldBeginAtOnceHoweverMuchThereIs() throws IOException, InterruptedException {
        server.push(
                WORKFLOW,
                null,
                push -> {
                    for (int i = 0; i < FILES; i++) {
                        small(push, String.format("dist/d%03d/f%06d", i / 1000, i), 0644, "content " + i);
                    }
                },
                "dist");
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long from = System.nanoTime();
            try (InputStream in = server.stream(server.actions("runs/1/zip"))) {
                assertThat(in.read()).isEqualTo('P');
                best = Math.min(best, (System.nanoTime() - from) / 1e6);
            }
        }
        System.out.printf("rest: the first byte of a ZIP of %,d files after %.1f ms%n", FILES, best);
        assertThat(best).isLessThan(50);
    }

    @Test
    public void shouldBreakOffAMadeZipThatFindsDamage() throws IOException, InterruptedException {
        byte[] content = new byte[LARGE];
        server.pushLarge(WORKFLOW, "disk.img", content);
        try (FileChannel file = FileChannel.open(only("files"), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {1}), LARGE - 1);
        }
        assertThatThrownBy(() -> server.bytes(server.actions("runs/1/zip"))).isInstanceOf(IOException.class);
    }

    private Path only(String kind) throws IOException {
        Path scope = new HomeRoots(server.home()).directory(WORKFLOW);
        try (Stream<Path> files = Files.list(scope.resolve(kind))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    private static List<String> names(byte[] zip) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                in.readAllBytes();
                names.add(entry.getName());
            }
        }
        return names;
    }
}
