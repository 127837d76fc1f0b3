package io.jenkins.plugins.artifactscopes.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * A process that changes a store is killed, again and again. {@code -Dcrash.kills=1000} kills more often than the default.
 *
 * <p>What the process had said was done is there, what it had not begun is not, and what it was about is there whole or not at all.
 */
public class DiskCrashTest {
    private static final int KILLS = Integer.getInteger("crash.kills", 100);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Random random = new Random(Long.getLong("crash.seed", 20261121));
    /** The version of each artifact that is there; none when it is not. */
    private final Map<String, Long> expected = new TreeMap<>();

    private long version = 1;

    @Test
    public void shouldLoseNothingThatWasDoneAndShowNothingThatWasNot() throws Exception {
        Path home = folder.getRoot().toPath();
        int changes = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> said = runAndKill(home, kill);
            changes += said.size();
            Map<String, Set<Long>> possible = possible(said);
            try (TestStore disk = new TestStore(home)) {
                Map<String, Long> found = found(disk);
                for (String name : union(possible.keySet(), found.keySet())) {
                    assertThat(possible.getOrDefault(name, Set.of(0L)))
                            .as("kill %s: versions of %s that may be there, after %s", kill, name, said)
                            .contains(found.getOrDefault(name, 0L));
                }
                expected.clear();
                expected.putAll(found);
            }
        }
        assertThat(changes).as("changes that were begun or done").isGreaterThan(KILLS);
        assertThatOnlyWhatIsNeededTakesSpace(home);
    }

    private List<String> runAndKill(Path home, int kill) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingWriter.class.getName(),
                        home.toString(),
                        Integer.toString(kill),
                        Long.toString(version))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader out = new BufferedReader(writer.inputReader(StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("ready");
            TimeUnit.MICROSECONDS.sleep(random.nextInt(500_000));
            // The handle kills as the process does, and leaves what was said readable.
            writer.toHandle().destroyForcibly();
            out.lines().forEach(said::add);
        }
        writer.waitFor();
        version += 10_000;
        return said;
    }

    /** Which versions of each artifact may be there: 0 stands for none. */
    private Map<String, Set<Long>> possible(List<String> said) {
        Map<String, Set<Long>> possible = new HashMap<>();
        expected.forEach((name, there) -> possible.put(name, Set.of(there)));
        for (int i = 0; i < said.size(); i++) {
            String[] words = said.get(i).split(" ", -1);
            if (words[0].equals("begin")) {
                long next = words[1].equals("push") && words.length == 4 ? Long.parseLong(words[3]) : 0;
                boolean done = i + 1 < said.size() && said.get(i + 1).equals("done");
                Set<Long> versions = new HashSet<>(Set.of(next));
                if (!done) {
                    // A push deletes what was there before it commits.
                    versions.add(0L);
                    versions.addAll(possible.getOrDefault(words[2], Set.of(0L)));
                }
                possible.put(words[2], versions);
            }
        }
        return possible;
    }

    private static Map<String, Long> found(TestStore disk) throws IOException {
        Map<String, Long> found = new HashMap<>();
        Map<String, Integer> files = new HashMap<>();
        try (ScopeTree tree = disk.store().open(CrashingWriter.SCOPE, ArtifactPath.ROOT)) {
            Iterator<Entry> entries = tree.entries();
            while (entries.hasNext()) {
                Entry entry = entries.next();
                String name = entry.path().artifact();
                byte[] bytes = StoredFiles.read(tree, entry);
                if (!name.startsWith("ballast")) {
                    long pushed = Long.parseLong(entry.push().by());
                    assertThat(found.getOrDefault(name, pushed))
                            .as("one push in %s", name)
                            .isEqualTo(pushed);
                    assertThat(CrashingWriter.isWhole(entry.path().value(), pushed, bytes))
                            .as("%s of version %s", entry.path(), pushed)
                            .isTrue();
                    found.put(name, pushed);
                    files.merge(name, 1, Integer::sum);
                }
            }
        }
        files.forEach((name, count) -> assertThat(count)
                .as("files of %s", name)
                .isEqualTo(CrashingWriter.files(found.getOrDefault(name, 0L))));
        return found;
    }

    private void assertThatOnlyWhatIsNeededTakesSpace(Path home) throws IOException {
        try (TestStore disk = new TestStore(home)) {
            disk.store().removeOrphans(CrashingWriter.SCOPE, System.currentTimeMillis() + 10_000);
            disk.store().compact(CrashingWriter.SCOPE);
            long content = StoredFiles.all(disk.store(), CrashingWriter.SCOPE).values().stream()
                    .mapToLong(bytes -> bytes.length + 1000)
                    .sum();
            DiskLayout layout = new DiskLayout(disk.directory(CrashingWriter.SCOPE));
            try (Stream<Path> all = Files.walk(layout.directory())) {
                long space = all.filter(Files::isRegularFile)
                        .filter(file -> !file.equals(layout.manifest()))
                        .mapToLong(file -> file.toFile().length())
                        .sum();
                assertThat(space).as("bytes on disk for %s of content", content).isLessThan(2 * content + 100_000);
            }
            assertThat(layout.staging()).isEmptyDirectory();
        }
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }
}
