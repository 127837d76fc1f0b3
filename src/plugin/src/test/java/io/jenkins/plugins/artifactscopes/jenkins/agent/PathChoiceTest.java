package io.jenkins.plugins.artifactscopes.jenkins.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.transfer.TransferFailed;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.List;
import org.junit.After;
import org.junit.Test;

public class PathChoiceTest {
    private static final ArtifactPath NAME = ArtifactPath.of("kept");

    private final FileSystem windows = Jimfs.newFileSystem(Configuration.windows());
    private final Path workspace = windows.getPath("C:\\workspace");

    @After
    public void close() throws IOException {
        windows.close();
    }

    private static PathChoice files(String path, String destination) {
        return new PathChoice(path, destination, "", "", false, false);
    }

    @Test
    public void shouldFindTheirPlaceBelowTheWorkspaceOfAWindowsAgent() throws IOException {
        assertThat(files("a/b", "kept").request(workspace, NAME, null).source())
                .isEqualTo(windows.getPath("C:\\workspace\\a\\b"));
        assertThat(files("..\\kept", "a/b").pull(workspace).destination())
                .isEqualTo(windows.getPath("C:\\workspace\\a\\b"));
        assertThat(files(".", ".").pull(workspace).destination()).isEqualTo(workspace);
    }

    @Test
    public void shouldRefuseWhatLeadsOutOfTheWorkspaceOfAWindowsAgent() {
        for (String out : List.of("..\\..\\secret", "C:/Users/jenkins/.ssh", "C:x", "\\x", "\\\\server\\share")) {
            assertThatThrownBy(() -> files(out, "kept").request(workspace, NAME, null))
                    .as(out)
                    .isInstanceOf(TransferFailed.class)
                    .hasMessageContaining("'" + out + "'");
            assertThatThrownBy(() -> files("kept", out).pull(workspace))
                    .as(out)
                    .isInstanceOf(TransferFailed.class)
                    .hasMessageContaining("'" + out + "'");
        }
    }
}
