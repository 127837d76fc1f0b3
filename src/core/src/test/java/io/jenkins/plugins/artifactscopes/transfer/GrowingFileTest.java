package io.jenkins.plugins.artifactscopes.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.Origin;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.disk.TestStore;
import io.jenkins.plugins.artifactscopes.testing.FixedListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** <pre>work/{big, log}</pre> */
public class GrowingFileTest {
    private static final ScopeId SCOPE = ScopeId.workflow("app", "1");
    private static final Holder HOLDER = new Holder("app", "1", "Build");
    private static final byte[] BIG = new byte[3 << 20];
    private static final byte[] LOG = {'l', 'o', 'g'};

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @SuppressWarnings("NullAway.Init")
    private TestStore store;

    @SuppressWarnings("NullAway.Init")
    private PushDesk desk;

    private Path work = Path.of("");
    private int attempts;

    @Before
    public void open() throws IOException {
        Path home = folder.getRoot().toPath();
        store = new TestStore(home.resolve("store"));
        desk = new PushDesk(
                store.store(), FixedListener.generous(), home.resolve("spool"), PlanLimits.STANDARD, Clock.systemUTC());
        work = Files.createDirectory(home.resolve("work"));
        write();
    }

    @After
    public void close() throws IOException {
        desk.close();
        store.close();
    }

    private void write() throws IOException {
        Files.write(work.resolve("big"), BIG);
        Files.write(work.resolve("log"), LOG);
    }

    private void append() {
        try {
            Files.write(work.resolve("big"), LOG, StandardOpenOption.APPEND);
            Files.write(work.resolve("log"), LOG, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void cut(String name) {
        try (FileChannel file = FileChannel.open(work.resolve(name), StandardOpenOption.WRITE)) {
            file.truncate(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PushRequest request(String name) {
        ChosenFiles chosen = ChosenFiles.of(Map.of("big", "big", "log", "log"));
        return new PushRequest(
                work, ArtifactPath.of(name), PathFilter.ALL, Overwrite.REFUSE, null, false, Origin.NONE, chosen);
    }

    /** Lets {@code meanwhile} happen when all that is pushed has been found, before any of it is read. */
    private PushReport push(PushRequest request, Runnable meanwhile) throws IOException {
        PushTerms terms = new PushTerms(
                SCOPE, HOLDER, "Build", request.destination(), Overwrite.REFUSE, null, "attempt" + attempts++);
        DeskLine line = new DeskLine(store.store(), desk, terms) {
            @Override
            public byte[] open(Body plan) throws IOException {
                byte[] opened = super.open(plan);
                meanwhile.run();
                return opened;
            }
        };
        return new LineTransfer(line, TransferTools.standard(new CancelSignal())).push(request, Progress.NONE);
    }

    private void assertStoredAsFound(String name) throws IOException {
        assertThat(entry(name + "/big").requireDigest()).isEqualTo(Digest.ofContent(BIG, 0, BIG.length));
        assertThat(entry(name + "/big").size()).isEqualTo(BIG.length);
        assertThat(entry(name + "/log").requireDigest()).isEqualTo(Digest.ofContent(LOG, 0, LOG.length));
        assertThat(entry(name + "/log").size()).isEqualTo(LOG.length);
    }

    private Entry entry(String path) throws IOException {
        return store.store().find(SCOPE, ArtifactPath.of(path)).orElseThrow();
    }

    @Test
    public void shouldPushChosenFilesAsFarAsTheyWereFound() throws IOException {
        assertThat(push(request("first"), this::append).sentBytes()).isEqualTo(BIG.length + LOG.length);
        assertStoredAsFound("first");

        write();
        assertThat(push(request("second"), this::append).sentBytes()).isZero();
        assertStoredAsFound("second");
    }

    @Test
    public void shouldPushThemAsFarAsTheyWereFoundWithinTheProcessToo() throws IOException {
        new LocalAccess(
                        store.store(),
                        FixedListener.generous(),
                        SCOPE,
                        HOLDER,
                        "Build",
                        TransferTools.standard(new CancelSignal()))
                .push(request("first"), (done, total) -> append());
        assertStoredAsFound("first");
    }

    @Test
    public void shouldRefuseThemWhenTheyBecomeShorter() {
        for (String name : new String[] {"big", "log"}) {
            assertThatThrownBy(() -> push(request("first"), () -> cut(name)))
                    .isInstanceOf(TransferFailed.class)
                    .hasMessageContaining(name + " changed while it was pushed");
        }
    }

    @Test
    public void shouldRefuseATreeWithAFileThatGrows() {
        PushRequest tree =
                new PushRequest(work, ArtifactPath.of("tree"), PathFilter.ALL, Overwrite.REFUSE, null, false);
        assertThatThrownBy(() -> push(tree, this::append))
                .isInstanceOf(TransferFailed.class)
                .hasMessageContaining("changed while it was pushed");
    }
}
