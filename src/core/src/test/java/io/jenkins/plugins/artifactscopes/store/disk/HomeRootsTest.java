package io.jenkins.plugins.artifactscopes.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** No two scopes share a directory, whatever they are called. */
public class HomeRootsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final HomeRoots roots = new HomeRoots(Path.of("home"));

    @Test
    public void shouldKeepALongNameApartFromAShortOneThatSpellsItsDirectory() {
        // The digest of the long name begins with the code of a character that the short one has in that place.
        String longName = "";
        String shortName = "";
        for (int i = 0; shortName.isEmpty(); i++) {
            String candidate = "a".repeat(190) + String.format("%016d", i);
            byte[] bytes = candidate.getBytes(StandardCharsets.UTF_8);
            String digest = Digest.ofContent(bytes, 0, bytes.length).hex();
            if (digest.startsWith("20")) {
                longName = candidate;
                shortName = "a".repeat(120) + " " + digest.substring(2);
            }
        }
        assertThat(roots.directory(ScopeId.project(shortName)))
                .isNotEqualTo(roots.directory(ScopeId.project(longName)));
    }

    @Test
    public void shouldKeepEveryNameInsideTheHome() {
        for (String name : new String[] {"..", ".", "a/../../b", "%2F", "/", "a\\..", "%", "%%"}) {
            Path directory = roots.directory(ScopeId.job(name, name, name));
            assertThat(directory.normalize()).isEqualTo(directory).startsWithRaw(Path.of("home/jobs"));
            assertThat(directory.getNameCount()).isEqualTo(8);
        }
    }

    @Test
    public void shouldTellOfWhatCannotBeReadAndGoOn() throws Exception {
        HomeRoots here = new HomeRoots(folder.getRoot().toPath());
        Files.createDirectories(new DiskLayout(here.directory(ScopeId.project("a"))).manifest());
        Files.createDirectories(here.directory(ScopeId.project("b")));
        Files.writeString(new DiskLayout(here.directory(ScopeId.project("b"))).manifest(), "x\n");
        List<String> problems = new ArrayList<>();
        here.forEach(scope -> {}, problems::add);
        assertThat(problems).hasSize(2).anyMatch(problem -> problem.contains("and rebuild the catalog"));
    }

    @Test
    public void shouldGoOnWhenADirectoryGoesMeanwhile() throws Exception {
        Path home = folder.getRoot().toPath();
        HomeRoots here = new HomeRoots(home);
        for (String project : List.of("a", "b", "c")) {
            Path manifest = new DiskLayout(here.directory(ScopeId.project(project))).manifest();
            Files.createDirectories(manifest.getParent());
            Files.writeString(manifest, "x\n");
        }
        List<String> problems = new ArrayList<>();
        here.forEach(scope -> {}, problem -> {
            if (problems.isEmpty()) {
                removeAllBut(problem, home.resolve("jobs"));
            }
            problems.add(problem);
        });
        assertThat(problems).hasSize(1);
    }

    private static void removeAllBut(String problem, Path jobs) {
        try (Stream<Path> all = Files.walk(jobs)) {
            all.sorted(Comparator.reverseOrder())
                    .filter(path -> !path.equals(jobs)
                            && !problem.contains(
                                    "/jobs/" + jobs.relativize(path).subpath(0, 1) + "/"))
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
