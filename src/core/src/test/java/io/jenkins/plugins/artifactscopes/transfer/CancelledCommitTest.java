package io.jenkins.plugins.artifactscopes.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.Origin;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.QuotaExceeded;
import io.jenkins.plugins.artifactscopes.store.StoreListener;
import io.jenkins.plugins.artifactscopes.store.disk.TestStore;
import io.jenkins.plugins.artifactscopes.testing.FixedListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A push within the process that is told to end while it commits. */
public class CancelledCommitTest {
    private static final ScopeId SCOPE = ScopeId.workflow("app", "12");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final CancelSignal signal = new CancelSignal();

    /** Cancels, and goes on when that has been seen. */
    private void cancel() {
        signal.cancel();
        LockSupport.parkNanos(400_000_000);
    }

    private boolean isThere(Listener listener, boolean fails) throws IOException {
        Path file = Files.writeString(folder.newFile().toPath(), "alpha");
        try (TestStore store = new TestStore(folder.newFolder().toPath(), Clock.systemUTC(), listener)) {
            LocalAccess access = new LocalAccess(
                    store.store(),
                    listener,
                    SCOPE,
                    new Holder("app", "12", "Build"),
                    "Build",
                    TransferTools.standard(signal));
            PushRequest push =
                    new PushRequest(file, ArtifactPath.of("a.txt"), PathFilter.ALL, Overwrite.REFUSE, null, false);
            if (fails) {
                assertThatThrownBy(() -> access.push(push, Progress.NONE)).isInstanceOf(TransferCancelled.class);
            } else {
                assertThat(access.push(push, Progress.NONE).receipt().files()).isEqualTo(1);
            }
            return store.store().find(SCOPE, ArtifactPath.of("a.txt")).isPresent();
        }
    }

    @Test
    public void shouldShowNothingWhenItIsCancelledBeforeAnythingIsToBeSeen() throws IOException {
        assertThat(isThere(new Listener(this::cancel, () -> {}), true)).isFalse();
    }

    @Test
    public void shouldTellWhatWasPushedWhenItCannotBeEndedAnyMore() throws IOException {
        assertThat(isThere(new Listener(() -> {}, this::cancel), false)).isTrue();
    }

    /**
     * Does something when a push is about to become visible, and when it is.
     *
     * @param before the one
     * @param after the other
     */
    private record Listener(Runnable before, Runnable after) implements StoreListener {
        private static final StoreListener ALL = FixedListener.generous();

        @Override
        public void told(ScopeId scope, Origin origin) {
            before.run();
        }

        @Override
        public Change begin(ScopeId scope, PushInfo push) {
            return new Change() {
                @Override
                public void created(String artifact, long id) {}

                @Override
                public void put(Entry entry) {}

                @Override
                public void removed(Entry entry) {}

                @Override
                public void done() {
                    after.run();
                }
            };
        }

        @Override
        public void forget(ScopeId scope) {}

        @Override
        public void admit(ScopeId scope, long bytes, long files) throws QuotaExceeded {
            ALL.admit(scope, bytes, files);
        }

        @Override
        public Optional<Instant> expires(ScopeId scope, Entry entry) {
            return ALL.expires(scope, entry);
        }
    }
}
