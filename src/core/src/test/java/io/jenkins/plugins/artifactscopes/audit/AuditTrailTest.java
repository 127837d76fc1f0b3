package io.jenkins.plugins.artifactscopes.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class AuditTrailTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path directory() {
        return folder.getRoot().toPath().resolve("audit");
    }

    private AuditTrail trail(long maxBytes) throws IOException {
        return new AuditTrail(directory(), maxBytes, 2);
    }

    private static AuditRecord record(AuditKind kind, int second, String by, String project) {
        return new AuditRecord(
                kind,
                NOW.plusSeconds(second),
                by,
                kind == AuditKind.READ ? "reader" : "",
                "because",
                AuditPlace.of(ScopeId.workflow(project, "7"), "dist", "dist"),
                second,
                10L * second);
    }

    private static List<String> who(AuditPage page) {
        return page.records().stream().map(AuditRecord::by).toList();
    }

    @Test
    public void shouldGiveEveryRecordBackAsItWasTheNewestOfAllKindsFirst() throws IOException {
        AuditRecord deletion = record(AuditKind.DELETION, 1, "a\n\"b\"", "app");
        AuditRecord read = record(AuditKind.READ, 2, "é\u2028", "app");
        AuditRecord sweep =
                new AuditRecord(AuditKind.ADMINISTRATION, NOW.plusSeconds(3), "admin", "sweep", AuditPlace.EVERYWHERE);
        try (AuditTrail trail = trail(1 << 20)) {
            trail.write(deletion);
            trail.require(read);
            trail.write(sweep);
            assertThat(trail.page(AuditQuery.ALL, record -> true, 0, 10).records())
                    .containsExactly(sweep, read, deletion);
            assertThat(trail.failures()).isZero();
        }
        try (Stream<Path> files = Files.list(directory())) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("deletions.jsonl", "reads.jsonl", "administration.jsonl");
        }
    }

    @Test
    public void shouldFindByKindProjectPersonAndTime() throws IOException {
        try (AuditTrail trail = trail(1 << 20)) {
            trail.write(record(AuditKind.DELETION, 1, "alice", "team/app"));
            trail.write(record(AuditKind.READ, 2, "bob", "other"));
            trail.write(record(AuditKind.REFUSAL, 3, "Alice", "team/lib"));
            assertThat(find(trail, Set.of(AuditKind.READ, AuditKind.REFUSAL), "", "", Instant.MIN))
                    .containsExactly("Alice", "bob");
            assertThat(find(trail, Set.of(), "TEAM/", "", Instant.MIN)).containsExactly("Alice", "alice");
            assertThat(find(trail, Set.of(), "reader", "", Instant.MIN)).containsExactly("bob");
            assertThat(find(trail, Set.of(), "", "ali", Instant.MIN)).containsExactly("Alice", "alice");
            assertThat(find(trail, Set.of(), "", "", NOW.plusSeconds(2))).containsExactly("Alice", "bob");
            assertThat(who(trail.page(
                            AuditQuery.ALL, seen -> !seen.place().project().equals("other"), 1, 10)))
                    .containsExactly("alice");
        }
    }

    private static List<String> find(AuditTrail trail, Set<AuditKind> kinds, String project, String by, Instant since)
            throws IOException {
        return who(trail.page(new AuditQuery(kinds, project, by, since), record -> true, 0, 10));
    }

    @Test
    public void shouldKeepTheLatestInBoundedFilesOverRestartsAndPageThroughThem() throws IOException {
        for (int i = 0; i < 200; i++) {
            try (AuditTrail trail = trail(1000)) {
                trail.write(record(AuditKind.DELETION, i, "who" + i, "app"));
            }
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(directory())) {
            files = all.sorted().toList();
        }
        assertThat(files)
                .extracting(path -> String.valueOf(path.getFileName()))
                .containsExactly("deletions.jsonl", "deletions.jsonl.1", "deletions.jsonl.2");
        assertThat(files).allSatisfy(path -> assertThat(Files.size(path)).isLessThanOrEqualTo(1000));
        try (AuditTrail trail = trail(1000)) {
            AuditPage first = trail.page(AuditQuery.ALL, record -> true, 0, 5);
            assertThat(who(first)).containsExactly("who199", "who198", "who197", "who196", "who195");
            assertThat(first.more()).isTrue();
            AuditPage rest = trail.page(AuditQuery.ALL, record -> true, 5, 100);
            assertThat(rest.more()).isFalse();
            assertThat(rest.records().size()).isBetween(6, 20);
            assertThat(who(rest).get(0)).isEqualTo("who194");
        }
    }

    @Test
    public void shouldReadLinesThatReachOverBlocksAndPassOverWhatIsNoRecord() throws IOException {
        String longName = "x".repeat(100_000);
        try (AuditTrail trail = trail(1 << 20)) {
            trail.write(record(AuditKind.READ, 1, "first", "app"));
            trail.write(record(AuditKind.READ, 2, longName, "app"));
            Files.writeString(
                    directory().resolve("reads.jsonl"),
                    "\n\n[1]\n{\"time\":\"soon\"}\n{\"time\":{\"a\":1}}\n{\"time\":\"2026-",
                    StandardOpenOption.APPEND);
            assertThat(who(trail.page(AuditQuery.ALL, record -> true, 0, 10))).containsExactly(longName, "first");
        }
    }

    @Test
    public void shouldGoOnAfterAThreadWasInterrupted() throws IOException {
        try (AuditTrail trail = trail(1 << 20)) {
            Thread.currentThread().interrupt();
            trail.write(record(AuditKind.DELETION, 1, "one", "app"));
            assertThat(Thread.interrupted()).isTrue();
            trail.write(record(AuditKind.DELETION, 2, "two", "app"));
            assertThat(trail.failures()).isZero();
        }
        assertThat(Files.readAllLines(directory().resolve("deletions.jsonl"))).hasSize(2);
    }

    @Test
    public void shouldCountWhatCannotBeWrittenAndRefuseWhatMustBe() throws IOException {
        AuditTrail trail = trail(1 << 20);
        trail.close();
        trail.write(record(AuditKind.DELETION, 1, "one", "app"));
        assertThat(trail.failures()).isEqualTo(1);
        assertThatThrownBy(() -> trail.require(record(AuditKind.READ, 1, "one", "app")))
                .isInstanceOf(IOException.class);
    }
}
