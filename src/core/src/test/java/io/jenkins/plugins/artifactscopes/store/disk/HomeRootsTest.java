package io.jenkins.plugins.artifactscopes.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.Test;

/** No two scopes share a directory, whatever they are called. */
public class HomeRootsTest {
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
}
