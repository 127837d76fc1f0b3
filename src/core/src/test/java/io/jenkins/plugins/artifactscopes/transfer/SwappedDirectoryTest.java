package io.jenkins.plugins.artifactscopes.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Origin;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.disk.TestStore;
import io.jenkins.plugins.artifactscopes.testing.FixedListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** While a tree is pushed, somebody who works in it puts a link to a directory outside in the place of one of its directories. */
public class SwappedDirectoryTest {
    private static final ScopeId SCOPE = ScopeId.workflow("app", "1");
    private static final Holder HOLDER = new Holder("app", "1", "Build");
    private static final int FILES = 200;
    private static final int LARGE = 160_000;
    private static final String CHANGED = "changed while it was pushed: it was a directory, and is none now";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    /**
     * <pre>
     * work/
     *   in/d/f0 … f199   public
     *   in/d/large       public public …
     *   plain            plain
     * outside/           as work/in/d, with secret for public
     * </pre>
     */
    private Path work = Path.of("");

    private Path outside = Path.of("");
    private Path aside = Path.of("");
    private int attempts;

    @SuppressWarnings("NullAway.Init")
    private TestStore store;

    @SuppressWarnings("NullAway.Init")
    private PushDesk desk;

    @Before
    public void open() throws IOException {
        Path home = folder.getRoot().toPath();
        store = new TestStore(home.resolve("store"));
        desk = new PushDesk(
                store.store(), FixedListener.generous(), home.resolve("spool"), PlanLimits.STANDARD, Clock.systemUTC());
        work = Files.createDirectories(home.resolve("work"));
        outside = home.resolve("outside");
        aside = home.resolve("aside");
        Files.writeString(work.resolve("plain"), "plain");
        fill(work.resolve("in/d"), "public ");
        fill(outside, "secret ");
    }

    private static void fill(Path directory, String word) throws IOException {
        Files.createDirectories(directory);
        for (int i = 0; i < FILES; i++) {
            Files.writeString(directory.resolve("f" + i), word + i);
        }
        Files.writeString(directory.resolve("large"), word.repeat(LARGE));
    }

    @After
    public void close() throws IOException {
        desk.close();
        store.close();
    }

    private void swap(String directory) throws IOException {
        Files.move(work.resolve(directory), aside);
        Files.createSymbolicLink(work.resolve(directory), outside);
    }

    private void swapBack(String directory) throws IOException {
        Files.delete(work.resolve(directory));
        Files.move(aside, work.resolve(directory));
    }

    private PushRequest request(Path source, String name, @Nullable ChosenFiles chosen) {
        return new PushRequest(
                source, ArtifactPath.parse(name), PathFilter.ALL, Overwrite.REPLACE, null, true, Origin.NONE, chosen);
    }

    /** @param planned runs when the walk is over and nothing has been read */
    private void pushOverALine(PushRequest request, Action planned) throws IOException {
        PushTerms terms = new PushTerms(
                SCOPE, HOLDER, "Build", request.destination(), request.overwrite(), null, "attempt" + attempts++);
        new LineTransfer(
                        new PausingLine(new DeskLine(store.store(), desk, terms), planned),
                        TransferTools.standard(new CancelSignal()))
                .push(request, Progress.NONE);
    }

    private void pushLocally(PushRequest request) throws IOException {
        local().push(request, Progress.NONE);
    }

    private LocalAccess local() {
        return new LocalAccess(
                store.store(),
                FixedListener.generous(),
                SCOPE,
                HOLDER,
                "Build",
                TransferTools.standard(new CancelSignal()));
    }

    private static ChosenFiles chosen(String directory) {
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < FILES; i++) {
            files.put("archive/f" + i, directory + "/f" + i);
        }
        files.put("archive/large", directory + "/large");
        return ChosenFiles.of(files);
    }

    /** All contents in the scope. */
    private String stored() throws IOException {
        Path back = folder.getRoot().toPath().resolve("back");
        StringBuilder all = new StringBuilder();
        try {
            local().pull(new PullRequest(ArtifactPath.ROOT, back, PathFilter.ALL, Overwrite.REPLACE), Progress.NONE);
            try (Stream<Path> files = Files.walk(back)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    all.append(Files.readString(file));
                }
            }
        } finally {
            if (Files.exists(back)) {
                Deletion.of(back);
            }
        }
        return all.toString();
    }

    @Test
    public void shouldReadNothingThroughALinkThatTookTheDirectorysPlaceAfterTheWalk() throws IOException {
        assertThatThrownBy(() -> pushOverALine(request(work, "dist", null), () -> swap("in/d")))
                .isInstanceOf(TransferFailed.class)
                .hasMessage(work.resolve("in/d") + " " + CHANGED + ". Push it when nothing writes to it any more.");
        swapBack("in/d");
        pushLocally(request(work, "dist", null));
        // The digests are asked for now, and would tell of the files outside.
        assertThatThrownBy(() -> pushOverALine(request(work, "again", null), () -> swap("in/d")))
                .hasMessageContaining(CHANGED);
        assertThat(stored()).contains("public 7").doesNotContain("secret");
    }

    @Test
    public void shouldReadNothingOfALargeFileThroughALink() throws IOException {
        for (int i = 0; i < FILES; i++) {
            Files.delete(work.resolve("in/d/f" + i));
        }
        pushOverALine(request(work, "dist", null), () -> swap("in/d"));
        swapBack("in/d");
        pushLocally(request(work, "local", null));
        // The directory is open still, and is that which was walked, wherever it lies now.
        assertThat(stored()).contains("public public").doesNotContain("secret");
    }

    @Test
    public void shouldStayInTheDirectoryThatIsPushedWhenALinkTakesItsPlace() throws IOException {
        pushOverALine(request(work.resolve("in"), "dist", null), () -> {
            swap("in");
            Files.createDirectories(outside.resolve("d"));
            fill(outside.resolve("d"), "secret ");
        });
        assertThat(stored()).contains("public 7").doesNotContain("secret");
    }

    @Test
    public void shouldArchiveNothingThroughALinkThatTookTheDirectorysPlace() throws IOException {
        assertThatThrownBy(() -> pushOverALine(request(work, ".", chosen("in/d")), () -> swap("in/d")))
                .isInstanceOf(TransferFailed.class)
                .hasMessageContaining(CHANGED);
        swapBack("in/d");
        pushLocally(request(work, ".", chosen("in/d")));
        assertThat(stored()).contains("public 7").doesNotContain("secret");
    }

    @Test
    public void shouldArchiveThroughLinksThatWereThere() throws IOException {
        Files.createSymbolicLink(work.resolve("link"), Path.of("in"));
        pushLocally(request(work, ".", chosen("link/d")));
        assertThat(stored()).contains("public 7");
        Path linked = Files.createSymbolicLink(folder.getRoot().toPath().resolve("workspace"), work);
        pushLocally(request(linked, "more", chosen("in/d")));
        assertThat(store.store().find(SCOPE, ArtifactPath.of("more/archive/f7")))
                .isPresent();
    }

    @Test
    public void shouldPushNothingFromOutsideHoweverOftenTheDirectoryIsSwapped() throws Exception {
        Files.delete(work.resolve("in/d/large"));
        int whole = 0;
        int refused = 0;
        long end = System.nanoTime() + 60_000_000_000L;
        try (Swapping swapping = new Swapping("in/d")) {
            while ((whole < 5 || refused < 10) && System.nanoTime() < end) {
                try {
                    pushLocally(request(work, "dist", null));
                    String all = stored();
                    local().yank(ArtifactPath.of("dist"));
                    assertThat(all.contains("secret")).as("secret").isFalse();
                    whole += all.contains("public") ? 1 : 0;
                } catch (TransferFailed e) {
                    refused++;
                }
            }
            assertThat(swapping.count.get()).isGreaterThan(20);
        }
        assertThat(whole).as("whole").isGreaterThanOrEqualTo(5);
        assertThat(refused).as("refused").isGreaterThanOrEqualTo(10);
        assertNothingIsOpenIn(work);
    }

    @Test
    public void shouldPushATreeThatIsDeeperThanItHoldsOpen() throws IOException {
        Path deep = work.resolve("in");
        for (int i = 0; i < 50; i++) {
            deep = Files.createDirectory(deep.resolve("m"));
            Files.writeString(deep.resolve("a" + i), "before " + i + ";");
            Files.writeString(deep.resolve("z" + i), "after " + i + ";");
        }
        pushLocally(request(work, "dist", null));
        pushOverALine(request(work, "same", null), () -> {});
        String all = stored();
        for (int i = 0; i < 50; i++) {
            assertThat(all).contains("before " + i + ";").contains("after " + i + ";");
        }
        assertNothingIsOpenIn(work);
    }

    private static void assertNothingIsOpenIn(Path tree) throws IOException {
        Path open = Path.of("/proc/self/fd");
        if (Files.isDirectory(open)) {
            try (Stream<Path> all = Files.list(open)) {
                assertThat(all.filter(each -> leadsTo(each, tree)).toList()).isEmpty();
            }
        }
    }

    private static boolean leadsTo(Path open, Path tree) {
        try {
            return Files.readSymbolicLink(open).startsWith(tree);
        } catch (IOException e) {
            // Closed since.
            return false;
        }
    }

    /** Swaps on and on. */
    private final class Swapping implements AutoCloseable {
        private final String directory;
        private final Thread thread = new Thread(this::run, "swapping");
        private volatile boolean over;
        private final AtomicInteger count = new AtomicInteger();
        private volatile @Nullable Exception failure;

        Swapping(String directory) {
            this.directory = directory;
            thread.start();
        }

        private void run() {
            try {
                while (!over) {
                    swap(directory);
                    Thread.sleep(count.get() % 4);
                    swapBack(directory);
                    Thread.sleep(count.getAndIncrement() % 7);
                }
            } catch (IOException | InterruptedException e) {
                failure = e;
            }
        }

        @Override
        public void close() throws Exception {
            over = true;
            thread.join();
            assertThat(failure).isNull();
        }
    }

    /** Something that may fail. */
    private interface Action {
        void run() throws IOException;
    }

    /** Lets something happen when the plan has arrived. */
    private record PausingLine(TransferLine line, Action planned) implements TransferLine {
        @Override
        public byte[] open(Body plan) throws IOException {
            byte[] answer = line.open(plan);
            planned.run();
            return answer;
        }

        @Override
        public byte[] digests(String push, Body digests) throws IOException {
            return line.digests(push, digests);
        }

        @Override
        public void content(String push, PushPosition from, Body blocks) throws IOException {
            line.content(push, from, blocks);
        }

        @Override
        public byte[] commit(String push) throws IOException {
            return line.commit(push);
        }

        @Override
        public InputStream pull() throws IOException {
            return line.pull();
        }
    }
}
