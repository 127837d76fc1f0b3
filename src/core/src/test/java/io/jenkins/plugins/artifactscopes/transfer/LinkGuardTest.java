package io.jenkins.plugins.artifactscopes.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class LinkGuardTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @SuppressWarnings("NullAway.Init")
    private Path root;

    @Before
    public void makeDirectories() throws IOException {
        root = Files.createDirectories(folder.getRoot().toPath().resolve("outside/root"));
        Files.createDirectories(root.resolve("a/b"));
    }

    private boolean allows(String directory, String target) throws IOException {
        return new LinkGuard(root).allows(root.resolve(directory), target);
    }

    @Test
    public void shouldAllowWhatStaysInside() throws IOException {
        assertThat(allows("a/b", "../../x")).isTrue();
        assertThat(allows("a/b", "c/d")).isTrue();
        assertThat(allows("a", "b/../b/./c")).isTrue();
        assertThat(allows("a", "missing")).isTrue();
    }

    @Test
    public void shouldRefuseWhatLeadsOut() throws IOException {
        assertThat(allows("a/b", "../../../x")).isFalse();
        assertThat(allows("a", "/etc/passwd")).isFalse();
        assertThat(allows("a", "b/../../../outside/root")).isFalse();
        assertThat(allows("a", "..//../..")).isFalse();
    }

    @Test
    public void shouldRefuseToClimbThroughWhatIsNoDirectoryOrMayBecomeALink() throws IOException {
        Files.createSymbolicLink(root.resolve("a/up"), Path.of(".."));

        assertThat(allows("a", "up/../x")).isFalse();
        assertThat(allows("a", "later/../x")).isFalse();
    }

    @Test
    public void shouldRefuseALinkThroughAnotherThatLeadsOut() throws IOException {
        Files.createSymbolicLink(root.resolve("a/out"), Path.of("../.."));
        Files.createSymbolicLink(root.resolve("a/in"), Path.of("b"));
        Files.createSymbolicLink(root.resolve("a/b/far"), Path.of("../../.."));
        Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));

        assertThat(allows("a", "out/x")).isFalse();
        assertThat(allows("a", "in/far")).isFalse();
        assertThat(allows("a", "in/near")).isTrue();
        assertThat(allows("", "loop")).isFalse();
    }
}
