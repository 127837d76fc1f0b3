package io.jenkins.plugins.artifactscopes.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.audit.AuditTrail;
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
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class AuditedDeletionsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456Z");
    private static final ScopeId JOB = ScopeId.job("team/app", "7", "Build");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void shouldSayWhoOrWhichRuleDeletedWhatAndHowMuch() throws IOException {
        Path directory = folder.getRoot().toPath();
        try (AuditTrail trail = new AuditTrail(directory, 1 << 20, 1)) {
            AuditedDeletions audit = new AuditedDeletions(trail, () -> NOW);
            audit.deletedBy("admin", ScopeId.project("app"), ArtifactPath.of("a\nb\"c"), new Removal(3, 30, 20, 10));
            audit.deleted(
                    JOB,
                    List.of(expired("d/1", "1d"), expired("d/2", "2d"), expired("d/3", "1d")),
                    new Removal(3, 30, 0, 0));
        }
        assertThat(Files.readAllLines(directory.resolve("deletions.jsonl")))
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

    private static Expired expired(String path, String age) {
        return new Expired(
                MemoryScopes.file(path, 10),
                new RetentionDecision(NOW, Reason.PROJECT_DEFAULT, ExpireIn.parse(age), null));
    }
}
