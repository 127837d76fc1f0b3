package io.jenkins.plugins.artifactscopes.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.disk.TestStore;
import io.jenkins.plugins.artifactscopes.testing.FixedListener;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Pushes that take longer than what was agreed on is kept, while others come and go. */
public class LongPushTest {
    private static final ScopeId SCOPE = ScopeId.workflow("app", "1");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Instant now = Instant.now();
    private int attempts;

    @SuppressWarnings("NullAway.Init")
    private TestStore store;

    @SuppressWarnings("NullAway.Init")
    private PushDesk desk;

    @Before
    public void open() throws IOException {
        store = new TestStore(work().resolve("store"));
        desk = new PushDesk(
                store.store(),
                FixedListener.generous(),
                work().resolve("spool"),
                PlanLimits.STANDARD,
                ((InstantSource) () -> now).withZone(ZoneOffset.UTC));
    }

    @After
    public void close() throws IOException {
        desk.close();
        store.close();
    }

    private Path work() {
        return folder.getRoot().toPath();
    }

    private PushTerms terms(String destination) {
        return new PushTerms(
                SCOPE,
                new Holder("app", "1", "Build"),
                "Build",
                ArtifactPath.of(destination),
                Overwrite.REFUSE,
                null,
                "attempt" + attempts++);
    }

    private PushReport push(String destination, String content, DeskLine line) throws IOException {
        Path file = Files.writeString(work().resolve("file of " + destination), content);
        return new LineTransfer(line, TransferTools.standard(new CancelSignal()))
                .push(
                        new PushRequest(
                                file, ArtifactPath.of(destination), PathFilter.ALL, Overwrite.REFUSE, null, true),
                        Progress.NONE);
    }

    private PushReport push(String destination, String content) throws IOException {
        return push(destination, content, new DeskLine(store.store(), desk, terms(destination)));
    }

    /** What is sent takes two hours, in which others push. */
    private InputStream slowly(InputStream sent) {
        return new FilterInputStream(sent) {
            private boolean begun;

            @Override
            public int read() throws IOException {
                pass();
                return super.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                pass();
                return super.read(buffer, offset, length);
            }

            private void pass() throws IOException {
                if (!begun) {
                    begun = true;
                    others(Duration.ofHours(2));
                }
            }
        };
    }

    private void others(Duration time) throws IOException {
        now = now.plus(time);
        push("other" + attempts, "another content " + attempts);
    }

    @Test
    public void shouldCommitAPushWhoseContentsTookHours() throws IOException {
        DeskLine line = new DeskLine(store.store(), desk, terms("slow")) {
            @Override
            InputStream contents(InputStream sent) {
                return slowly(sent);
            }
        };

        assertThat(push("slow", "content", line).receipt().files()).isEqualTo(1);
        assertThat(store.store().find(SCOPE, ArtifactPath.of("slow"))).isPresent();
    }

    @Test
    public void shouldGoOnWithAPushWhoseDigestsTookHours() throws IOException {
        push("before", "content");
        DeskLine line = new DeskLine(store.store(), desk, terms("slow")) {
            @Override
            InputStream digests(InputStream sent) {
                return slowly(sent);
            }
        };

        PushReport report = push("slow", "content", line);

        assertThat(report.receipt().files()).isEqualTo(1);
        assertThat(report.sentBytes()).isZero();
    }

    @Test
    public void shouldKeepWhatWasAgreedOnForAnHourFromTheLastRequest() throws IOException {
        PushDesk.Opened kept = desk.open(terms("kept"), plan());
        PushDesk.Opened left = desk.open(terms("left"), plan());
        desk.content(kept.id(), kept.position(), slowly(PushDeskTest.content("x")));
        others(Duration.ofMinutes(50));
        assertThat(desk.commit(kept.id()).files()).isEqualTo(1);
        assertThatThrownBy(() -> desk.commit(left.id())).isInstanceOf(PushUnknown.class);
        PushDesk.Opened late = desk.open(terms("late"), plan());
        desk.content(late.id(), late.position(), PushDeskTest.content("x"));
        others(Duration.ofMinutes(70));
        assertThatThrownBy(() -> desk.commit(late.id())).isInstanceOf(PushUnknown.class);
    }

    private static InputStream plan() throws IOException {
        return PushDeskTest.plan("f");
    }
}
