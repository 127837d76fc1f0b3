package io.jenkins.plugins.artifactscopes.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.catalog.MemoryScopes;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.retention.RetentionAudit.Expired;
import io.jenkins.plugins.artifactscopes.retention.RetentionDecision.Reason;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.Removal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class AuditFileTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456Z");
    private static final ScopeId JOB = ScopeId.job("team/app", "7", "Build");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldSayWhoOrWhichRuleDeletedWhatAndHowMuch() throws IOException {
        try (AuditFile audit = audit(1 << 20)) {
            audit.deletedBy("admin", ScopeId.project("app"), ArtifactPath.of("a\nb\"c"), new Removal(3, 30, 20, 10));
            audit.deleted(
                    JOB,
                    List.of(expired("d/1", "1d"), expired("d/2", "2d"), expired("d/3", "1d")),
                    new Removal(3, 30, 0, 0));
        }
        assertThat(Files.readAllLines(file()))
                .containsExactly(
                        "{\"time\":\"2026-01-01T00:00:00.123Z\",\"by\":\"admin\",\"reason\":\"asked for\",\"scope\":\"project\","
                                + "\"project\":\"app\",\"path\":\"a\\nb\\\"c\",\"files\":3,\"bytes\":30}",
                        "{\"time\":\"2026-01-01T00:00:00.123Z\",\"by\":\"retention\",\"reason\":\"default 1d of the project\","
                                + "\"scope\":\"job\",\"project\":\"team/app\",\"workflow\":\"7\",\"job\":\"Build\","
                                + "\"path\":\"d/1\",\"to\":\"d/3\",\"files\":2,\"bytes\":20}",
                        "{\"time\":\"2026-01-01T00:00:00.123Z\",\"by\":\"retention\",\"reason\":\"default 2d of the project\","
                                + "\"scope\":\"job\",\"project\":\"team/app\",\"workflow\":\"7\",\"job\":\"Build\","
                                + "\"path\":\"d/2\",\"files\":1,\"bytes\":10}");
    }

    @Test
    public void shouldKeepTheLatestInBoundedFilesOverRestarts() throws IOException {
        for (int i = 0; i < 200; i++) {
            try (AuditFile audit = audit(1000)) {
                audit.deletedBy("who" + i, JOB, ArtifactPath.ROOT, Removal.NOTHING);
            }
        }
        try (Stream<Path> files = Files.list(file().getParent())) {
            List<Path> all = files.sorted().toList();
            assertThat(all)
                    .extracting(path -> String.valueOf(path.getFileName()))
                    .containsExactly("audit.jsonl", "audit.jsonl.1", "audit.jsonl.2");
            assertThat(all).allSatisfy(path -> assertThat(Files.size(path)).isLessThanOrEqualTo(1000));
        }
        assertThat(file()).content().contains("who199");
    }

    @Test
    public void shouldGoOnAfterAThreadWasInterrupted() throws IOException {
        try (AuditFile audit = audit(1 << 20)) {
            Thread.currentThread().interrupt();
            audit.deletedBy("one", JOB, ArtifactPath.ROOT, Removal.NOTHING);
            assertThat(Thread.interrupted()).isTrue();
            audit.deletedBy("two", JOB, ArtifactPath.ROOT, Removal.NOTHING);
            assertThat(audit.failures()).isZero();
        }
        assertThat(Files.readAllLines(file())).hasSize(2);
    }

    private AuditFile audit(long maxBytes) throws IOException {
        return new AuditFile(file(), maxBytes, 2, () -> NOW);
    }

    private Path file() {
        return folder.getRoot().toPath().resolve("audit/audit.jsonl");
    }

    private static Expired expired(String path, String age) {
        return new Expired(
                MemoryScopes.file(path, 10),
                new RetentionDecision(NOW, Reason.PROJECT_DEFAULT, ExpireIn.parse(age), null));
    }
}
