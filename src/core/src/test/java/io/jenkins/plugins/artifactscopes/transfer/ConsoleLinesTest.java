package io.jenkins.plugins.artifactscopes.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.store.PushReceipt;
import io.jenkins.plugins.artifactscopes.store.Removal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.Test;

public class ConsoleLinesTest {
    private static final ArtifactPath DIST = ArtifactPath.of("dist");
    private static final long MIB = 1 << 20;

    private final ConsoleLines lines = new ConsoleLines(Scope.WORKFLOW, ZoneOffset.UTC);

    @Test
    public void shouldSayWhatWasPushedAndWhatWasThereAlready() {
        PushInfo push = new PushInfo(1, Instant.EPOCH, "Build", null);
        PushReceipt receipt = new PushReceipt(push, 1204, 0, 3, 831 * MIB / 10, Instant.parse("2026-12-05T10:00:00Z"));

        assertThat(lines.pushed(DIST, new PushReport(receipt, 61 * MIB, 1, Duration.ofMillis(1900))))
                .isEqualTo("Pushed dist to workflow: 1,204 files, 83.1 MiB (61.0 MiB sent, 22.1 MiB already there)"
                        + " in 1.9 s, expires 2026-12-05");
    }

    @Test
    public void shouldNameTheLinksThatWereNotCreated() {
        PullReport report = new PullReport(1, 5, 0, List.of("a -> /etc"), 21, Duration.ofSeconds(125));

        assertThat(lines.pulled(DIST, report))
                .containsExactly(
                        "Pulled dist from workflow: 1 file, 5 bytes in 2 min 5 s",
                        "21 links not created because they lead outside:",
                        "  a -> /etc",
                        "  and 20 more");
    }

    @Test
    public void shouldSayHowMuchSpaceADeletionFrees() {
        assertThat(lines.yanked(DIST, new Removal(2, 2 * MIB, MIB, MIB)))
                .isEqualTo(
                        "Deleted dist from workflow: 2 files, 2.0 MiB; 1.0 MiB of disk space is free now, 1.0 MiB later");
    }
}
