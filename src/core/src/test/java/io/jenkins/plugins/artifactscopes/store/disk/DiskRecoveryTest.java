package io.jenkins.plugins.artifactscopes.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.store.PushOptions;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What a process left behind, the next one makes the best of. */
public class DiskRecoveryTest {
    private static final ScopeId SCOPE = ScopeId.workflow("app", "1");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private TestStore disk;

    @Before
    public void open() throws IOException {
        disk = new TestStore(folder.getRoot().toPath());
    }

    @After
    public void close() {
        disk.close();
    }

    @Test
    public void shouldKnowEverythingAfterAnOrderlyRestart() throws IOException {
        push("dist/a.txt", "alpha");
        disk = disk.reopened();
        assertThat(texts()).containsExactly("dist/a.txt=alpha");
    }

    @Test
    public void shouldLearnFromTheJournalWhatTheIndexHadNotSaved() throws IOException {
        push("dist/a.txt", "alpha");
        disk.store().close();
        push("dist/b.txt", "beta");
        disk.store().delete(SCOPE, ArtifactPath.of("dist/a.txt"));
        disk = disk.crashed();
        assertThat(texts()).containsExactly("dist/b.txt=beta");
    }

    @Test
    public void shouldTellTheSameStoryWithTheSameIdsWhenTheIndexIsLost() throws IOException {
        Story first = new Story();
        disk.close();
        disk = new TestStore(folder.getRoot().toPath(), Clock.systemUTC(), first);
        push("dist/a.txt", "alpha");
        push("tool", "one");
        push("dist/b.txt", "beta");
        disk.store().delete(SCOPE, ArtifactPath.of("tool"));
        push("tool", "two");
        disk.close();
        Files.delete(folder.getRoot().toPath().resolve("index.mv"));
        Story second = new Story();
        disk = new TestStore(folder.getRoot().toPath(), Clock.systemUTC(), second);
        assertThat(texts()).containsExactly("dist/a.txt=alpha", "dist/b.txt=beta", "tool=two");
        assertThat(second.told).isEqualTo(first.told).contains("created dist 1", "created tool 2", "created tool 3");
    }

    @Test
    public void shouldCutATornTailOffTheJournal() throws IOException {
        push("dist/a.txt", "alpha");
        Path manifest = new DiskLayout(disk.directory(SCOPE)).manifest();
        disk.close();
        long length = Files.size(manifest);
        Files.writeString(manifest, "{\"put\":\"dist/b.txt\",\"size\":4}\n{\"comm", StandardOpenOption.APPEND);
        disk = new TestStore(folder.getRoot().toPath());
        assertThat(texts()).containsExactly("dist/a.txt=alpha");
        assertThat(Files.size(manifest)).isEqualTo(length);
        push("dist/c.txt", "gamma");
        assertThat(texts()).containsExactly("dist/a.txt=alpha", "dist/c.txt=gamma");
    }

    @Test
    public void shouldGoOnWithAPushWhoseProcessDied() throws IOException {
        byte[] big = new byte[2 * ScopePush.SMALL];
        ScopePush push = disk.store().begin(SCOPE, "a");
        for (int i = 100; i < 300; i++) {
            put(push, "f" + i, "text " + i);
        }
        push.file(ArtifactPath.of("g"), 0644, Instant.EPOCH, big.length, new ByteArrayInputStream(big), d -> {});
        for (int i = 100; i < 900; i++) {
            put(push, "h" + i, "x".repeat(2000) + i);
        }
        disk = disk.crashed();

        try (ScopePush again = disk.store().begin(SCOPE, "a")) {
            int arrived = (int) again.arrived();
            assertThat(arrived).isGreaterThan(200).isLessThan(1001);
            for (int i = 100 + arrived - 201; i < 900; i++) {
                put(again, "h" + i, "x".repeat(2000) + i);
            }
            again.commit(new PushOptions(Overwrite.REFUSE, "Build", null));
        }
        assertThat(StoredFiles.all(disk.store(), SCOPE)).hasSize(1001).containsEntry("g", big);
        assertThat(texts().subList(999, 1001)).allMatch(text -> text.endsWith("898") || text.endsWith("899"));
    }

    @Test
    public void shouldSweepWhatNobodyWentOnWith() throws IOException {
        push("dist/a.txt", "alpha");
        ScopePush push = disk.store().begin(SCOPE, "a");
        put(push, "f", "text");
        disk.store().close();
        disk = disk.crashed();
        long soon = System.currentTimeMillis() + 10_000;
        assertThat(disk.store().stagedBefore(soon)).containsExactly(SCOPE);
        disk.store().removeOrphans(SCOPE, 0);
        assertThat(contents()).hasSize(2);
        disk.store().removeOrphans(SCOPE, soon);
        assertThat(contents()).hasSize(1);
        assertThat(disk.store().stagedBefore(soon)).isEmpty();
        assertThat(texts()).containsExactly("dist/a.txt=alpha");
    }

    @Test
    public void shouldReplaceAJournalThatIsMostlyHistory() throws IOException {
        Path manifest = new DiskLayout(disk.directory(SCOPE)).manifest();
        push("kept/a.txt", "alpha");
        long longest = 0;
        for (int round = 0; round < 16; round++) {
            pushMany("dist", round);
            longest = Math.max(longest, Files.size(manifest));
        }
        assertThat(Files.size(manifest)).isLessThan(longest);
        List<String> before = texts();
        assertThat(before).hasSize(201).contains("kept/a.txt=alpha", "dist/f250=15 250");
        List<Entry> entries = entries();
        disk = disk.withoutIndex();
        assertThat(texts()).isEqualTo(before);
        assertThat(entries()).isEqualTo(entries);
        push("later", "x");
        assertThat(texts()).hasSize(202);
    }

    private void pushMany(String name, int round) throws IOException {
        try (ScopePush push = disk.store().begin(SCOPE, "many" + round)) {
            for (int i = 100; i < 300; i++) {
                put(push, name + "/f" + i, round + " " + i);
            }
            push.commit(new PushOptions(Overwrite.REPLACE, "Build", null));
        }
    }

    private List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (ScopeTree tree = disk.store().open(SCOPE, ArtifactPath.ROOT)) {
            tree.entries().forEachRemaining(entries::add);
        }
        return entries;
    }

    @Test
    public void shouldForgetAScopeWhoseDirectoryWasDeletedByOthers() throws IOException {
        push("dist/a.txt", "alpha");
        try (Stream<Path> all = Files.walk(disk.directory(SCOPE))) {
            all.sorted(java.util.Comparator.reverseOrder())
                    .forEach(path -> assertThat(path.toFile().delete()).isTrue());
        }
        assertThat(texts()).isEmpty();
    }

    private List<Path> contents() throws IOException {
        try (Stream<Path> all = Files.list(new DiskLayout(disk.directory(SCOPE)).segments())) {
            return all.toList();
        }
    }

    private void push(String path, String text) throws IOException {
        try (ScopePush push = disk.store().begin(SCOPE, "k" + Integer.toHexString(path.hashCode()))) {
            put(push, path, text);
            push.commit(new PushOptions(Overwrite.REFUSE, "Build", null));
        }
    }

    private static void put(ScopePush push, String path, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        push.file(ArtifactPath.of(path), 0644, Instant.EPOCH, SmallContent.of(bytes, bytes.length));
    }

    private List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        StoredFiles.all(disk.store(), SCOPE)
                .forEach((path, bytes) -> texts.add(path + "=" + new String(bytes, StandardCharsets.UTF_8)));
        return texts;
    }

    private static final class Story extends TestStore.Deaf {
        private final List<String> told = new ArrayList<>();

        @Override
        public Change begin(ScopeId scope, PushInfo push) {
            return new Change() {
                @Override
                public void created(String artifact, long id) {
                    told.add("created " + artifact + " " + id);
                }

                @Override
                public void put(Entry entry) {
                    told.add("put " + entry.path() + " " + entry.size() + " " + entry.push());
                }

                @Override
                public void removed(Entry entry) {
                    told.add("removed " + entry.path());
                }

                @Override
                public void done() {
                    told.add("done");
                }
            };
        }
    }
}
