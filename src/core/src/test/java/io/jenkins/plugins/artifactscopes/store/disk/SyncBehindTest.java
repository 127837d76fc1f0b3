package io.jenkins.plugins.artifactscopes.store.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SyncBehindTest {
    private static final int MIB = 1 << 20;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Queue<Runnable> begun = new ArrayDeque<>();
    private final SyncBehind sync = new SyncBehind(Durability.DISK, begun::add);

    private Path file() throws IOException {
        return folder.newFile().toPath();
    }

    @Test
    public void shouldSyncWhileOthersArriveOneAfterTheOther() throws IOException {
        sync.completed(file(), 31 * MIB);
        assertThat(begun).isEmpty();
        sync.completed(file(), MIB);
        assertThat(begun).hasSize(1);
        sync.completed(file(), 100L * MIB);
        assertThat(begun).as("one runs").hasSize(1);
        begun.remove().run();
        sync.completed(file(), MIB);
        assertThat(begun).as("the next is for what came meanwhile").hasSize(1);
        begun.remove().run();
        sync.finish();
        assertThat(sync.failed()).isFalse();
    }

    @Test
    public void shouldNotLetAFailureBeForgotten() throws IOException {
        sync.completed(folder.getRoot().toPath().resolve("gone"), 32 * MIB);
        begun.remove().run();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(sync::finish)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("could not be synced to disk");
        }
        assertThat(sync.failed()).isTrue();
    }
}
