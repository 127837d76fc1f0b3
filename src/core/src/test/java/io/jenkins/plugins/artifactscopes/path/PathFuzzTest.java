package io.jenkins.plugins.artifactscopes.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.testing.Fuzz;
import java.nio.file.Path;
import java.util.List;
import org.junit.Test;

public class PathFuzzTest {
    private static final Path SCOPE = Path.of("/scope");

    @Test
    public void shouldTakeAPathThatStaysInItsScopeOrSayWhyNot() {
        Fuzz.texts("paths", List.of("dist/a.txt", "./dist/", ".", "größe/x y/%2e%2e/c:d\\e"), text -> {
            try {
                ArtifactPath path = ArtifactPath.parse(text);
                assertThat(path.names()).doesNotContain("", ".", "..");
                assertThat(ArtifactPath.parse(path.toString())).isEqualTo(path);
                assertThat(path.isRoot() || ArtifactPath.of(path.value()).equals(path))
                        .isTrue();
                assertThat(SCOPE.resolve(path.value()).normalize().startsWith(SCOPE))
                        .isTrue();
                return true;
            } catch (InvalidPathException e) {
                return false;
            }
        });
    }

    @Test(timeout = 60_000)
    public void shouldReadAGlobThatMatchesInBoundedTimeOrSayWhyNot() {
        ArtifactPath path = ArtifactPath.of("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/aaaaaaaaaaaaaaaaaaaaaaaaaaab.log");
        Fuzz.texts("globs", List.of("*.log", "/reports/**", "dist/", "{a,b}/[!x-z]?", "**/a*a*a*b"), text -> {
            try {
                Selector selector = Selector.parse(text);
                assertThat(selector.matches(path))
                        .isEqualTo(Selector.parse(selector.toString()).matches(path));
                return true;
            } catch (IllegalArgumentException e) {
                return false;
            }
        });
    }
}
