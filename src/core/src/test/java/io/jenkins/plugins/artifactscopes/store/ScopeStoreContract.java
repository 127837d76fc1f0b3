package io.jenkins.plugins.artifactscopes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.Test;

/** What every store of scopes does. A new store passes by extending this. */
public abstract class ScopeStoreContract {
    protected static final ScopeId WORKFLOW = ScopeId.workflow("team/app", "17");
    protected static final ScopeId PROJECT = ScopeId.project("team/app");
    private static final Instant MODIFIED = Instant.parse("2026-03-01T10:11:12.345678Z");

    private int pushes;

    protected abstract ScopeStore store();

    @Test
    public void shouldShowNothingOfAScopeThatNobodyPushedTo() throws IOException {
        try (ScopeTree tree = store().open(WORKFLOW, ArtifactPath.ROOT)) {
            assertThat(tree.entries()).isExhausted();
            assertThat(tree.version()).isZero();
        }
        assertThat(store().find(WORKFLOW, path("dist"))).isEmpty();
    }

    @Test
    public void shouldGiveBackWhatWasPushed() throws IOException {
        byte[] large = bytes(ScopePush.SMALL + 12345);
        try (ScopePush push = store().begin(WORKFLOW, "a")) {
            push.directory(path("dist"), 0750, MODIFIED);
            small(push, "dist/a.txt", "alpha");
            push.file(path("dist/big"), 0755, MODIFIED, large.length, new ByteArrayInputStream(large), digest -> {});
            small(push, "dist/empty", "");
            push.link(path("dist/link"), "a.txt", MODIFIED);
            PushReceipt receipt = push.commit(options(Overwrite.REFUSE));
            assertThat(receipt.files()).isEqualTo(3);
            assertThat(receipt.bytes()).isEqualTo(large.length + 5);
        }

        assertThat(names(WORKFLOW)).containsExactly("dist", "dist/a.txt", "dist/big", "dist/empty", "dist/link");
        assertThat(text(WORKFLOW, "dist/a.txt")).isEqualTo("alpha");
        assertThat(content(WORKFLOW, "dist/big")).isEqualTo(large);
        assertThat(text(WORKFLOW, "dist/empty")).isEmpty();
        Entry big = store().find(WORKFLOW, path("dist/big")).orElseThrow();
        assertThat(big.mode()).isEqualTo(0755);
        assertThat(big.modified()).isEqualTo(MODIFIED);
        assertThat(big.requireDigest()).isEqualTo(Digest.ofContent(large, 0, large.length));
        assertThat(big.push().by()).isEqualTo("Build");
        assertThat(store().find(WORKFLOW, path("dist/link")).orElseThrow().target())
                .isEqualTo("a.txt");
        assertThat(store().find(WORKFLOW, path("dist")).orElseThrow().mode()).isEqualTo(0750);
    }

    @Test
    public void shouldShowNothingOfAPushThatIsNotWantedAnyMoreWhenAllIsWritten() throws IOException {
        try (ScopePush push = store().begin(WORKFLOW, "a")) {
            small(push, "a.txt", "alpha");
            assertThatThrownBy(() -> push.commit(options(Overwrite.REFUSE), () -> {
                        throw new IOException("not wanted");
                    }))
                    .hasMessage("not wanted");
            assertThat(names(WORKFLOW)).isEmpty();
            push.abort();
        }
        push("a.txt", "another", Overwrite.REFUSE);
        assertThat(text(WORKFLOW, "a.txt")).isEqualTo("another");
    }

    @Test
    public void shouldShowNothingOfAPushBeforeItsCommit() throws IOException {
        try (ScopePush push = store().begin(WORKFLOW, "a")) {
            small(push, "a.txt", "alpha");
            assertThat(names(WORKFLOW)).isEmpty();
            push.commit(options(Overwrite.REFUSE));
            assertThat(names(WORKFLOW)).containsExactly("a.txt");
        }
    }

    @Test
    public void shouldCountOnceWhatAPushWouldReplace() throws IOException {
        push("dist", "old", Overwrite.REFUSE);
        push("logs/a", "longer", Overwrite.REFUSE);
        push("logs/b", "long", Overwrite.REFUSE);

        try (ScopePush push = store().begin(WORKFLOW, "b")) {
            ScopePush.Names names = push.names(Overwrite.REPLACE);
            names.check(path("dist"), Entry.Kind.DIRECTORY);
            names.check(path("dist/a"), Entry.Kind.FILE);
            names.check(path("dist/b"), Entry.Kind.FILE);
            assertThat(names.replacedFiles()).isEqualTo(1);
            assertThat(names.replacedBytes()).isEqualTo(3);
            names.check(path("logs"), Entry.Kind.FILE);
            names.check(path("more"), Entry.Kind.FILE);
            assertThat(names.replacedFiles()).isEqualTo(3);
            assertThat(names.replacedBytes()).isEqualTo(3 + 6 + 4);
        }
    }

    @Test
    public void shouldKeepTheOldFileWhenAPushWithoutForceMeetsItsName() throws IOException {
        push("a.txt", "old", Overwrite.REFUSE);

        try (ScopePush push = store().begin(WORKFLOW, "b")) {
            small(push, "a.txt", "new");
            small(push, "b.txt", "new");
            assertThatThrownBy(() -> push.names(Overwrite.REFUSE).check(path("a.txt"), Entry.Kind.FILE))
                    .isInstanceOf(PushConflict.class);
            assertThatThrownBy(() -> push.commit(options(Overwrite.REFUSE)))
                    .isInstanceOf(PushConflict.class)
                    .hasMessageContaining("workflow already has a.txt (pushed just now by Build)")
                    .hasMessageContaining("force: true");
        }

        assertThat(names(WORKFLOW)).containsExactly("a.txt");
        assertThat(text(WORKFLOW, "a.txt")).isEqualTo("old");
    }

    @Test
    public void shouldFindTheOneNameOfManyThatIsThere() throws IOException {
        push("n2400", "old", Overwrite.REFUSE);
        assertThatThrownBy(() -> pushMany("n", 1000, 2500)).isInstanceOf(PushConflict.class);
        assertThat(names(WORKFLOW)).containsExactly("n2400");
        pushMany("m", 1000, 2500);
        assertThat(names(WORKFLOW)).hasSize(1501).contains("m1000", "m2499", "n2400");
    }

    private void pushMany(String prefix, int from, int to) throws IOException {
        try (ScopePush push = store().begin(WORKFLOW, prefix)) {
            for (int i = from; i < to; i++) {
                small(push, prefix + i, "new");
            }
            push.commit(options(Overwrite.REFUSE));
        }
    }

    @Test
    public void shouldReplaceWithForce() throws IOException {
        push("a.txt", "old", Overwrite.REFUSE);
        push("a.txt", "new", Overwrite.REPLACE);
        assertThat(text(WORKFLOW, "a.txt")).isEqualTo("new");
    }

    @Test
    public void shouldReplaceADirectoryByAFileAndAFileByADirectoryWithForceOnly() throws IOException {
        push("a/b/c.txt", "one", Overwrite.REFUSE);
        assertThatThrownBy(() -> push("a/b", "file", Overwrite.REFUSE)).isInstanceOf(PushConflict.class);
        push("a/b", "file", Overwrite.REPLACE);
        assertThat(names(WORKFLOW)).containsExactly("a/b");
        assertThatThrownBy(() -> push("a/b/c/d.txt", "two", Overwrite.REFUSE)).isInstanceOf(PushConflict.class);
        push("a/b/c/d.txt", "two", Overwrite.REPLACE);
        assertThat(names(WORKFLOW)).containsExactly("a/b/c/d.txt");
    }

    @Test
    public void shouldReplaceFilesAloneWhereNoMoreIsToBeReplaced() throws IOException {
        push("a/b/c.txt", "one", Overwrite.REFUSE);
        push("a/b/c.txt", "two", Overwrite.REPLACE_FILES);
        assertThatThrownBy(() -> push("a/b", "file", Overwrite.REPLACE_FILES))
                .isInstanceOf(PushConflict.class)
                .hasMessageContaining("already has a/b/c.txt (pushed just now by ")
                .hasMessageContaining("the file a/b cannot replace the directory a/b");
        assertThatThrownBy(() -> push("a/b/c.txt/d", "file", Overwrite.REPLACE_FILES))
                .isInstanceOf(PushConflict.class)
                .hasMessageContaining("the directory a/b/c.txt cannot replace the file a/b/c.txt");
        try (ScopePush push = store().begin(WORKFLOW, "directory")) {
            push.directory(path("a/b/c.txt"), 0755, Instant.EPOCH);
            assertThatThrownBy(() -> push.commit(options(Overwrite.REPLACE_FILES)))
                    .isInstanceOf(PushConflict.class);
            push.abort();
        }
        try (ScopePush push = store().begin(WORKFLOW, "link")) {
            push.directory(path("a/b"), 0755, Instant.EPOCH);
            push.link(path("a/b/c.txt"), "d.txt", Instant.EPOCH);
            push.commit(options(Overwrite.REPLACE_FILES));
        }
        assertThat(names(WORKFLOW)).containsExactly("a/b", "a/b/c.txt");
        assertThatThrownBy(() -> push("a/b", "file", Overwrite.REPLACE_FILES)).isInstanceOf(PushConflict.class);
        push("a/b/c.txt", "three", Overwrite.REPLACE_FILES);
        assertThat(text(WORKFLOW, "a/b/c.txt")).isEqualTo("three");
    }

    @Test
    public void shouldAddToADirectoryThatIsThere() throws IOException {
        push("dist/a.txt", "a", Overwrite.REFUSE);
        push("dist/b.txt", "b", Overwrite.REFUSE);
        assertThat(names(WORKFLOW)).containsExactly("dist/a.txt", "dist/b.txt");
    }

    @Test
    public void shouldTellTheEntriesFromAnyPathOn() throws IOException {
        for (String name : List.of("a", "dist/a", "dist/b/x", "dist/c", "e")) {
            push(name, name, Overwrite.REFUSE);
        }
        try (ScopeTree tree = store().open(WORKFLOW, path("dist"))) {
            assertThat(tree.entries(path("dist/a0")))
                    .toIterable()
                    .extracting(entry -> entry.path().value())
                    .containsExactly("dist/b/x", "dist/c");
            assertThat(tree.entries(path("a")))
                    .toIterable()
                    .extracting(entry -> entry.path().value())
                    .containsExactly("dist/a", "dist/b/x", "dist/c");
            assertThat(tree.entries(path("dist/d"))).isExhausted();
        }
    }

    @Test
    public void shouldKeepScopesApart() throws IOException {
        push("a.txt", "a", Overwrite.REFUSE);
        assertThat(names(PROJECT)).isEmpty();
        assertThat(names(ScopeId.workflow("team/app", "18"))).isEmpty();
        assertThat(names(ScopeId.job("team/app", "17", "a.txt"))).isEmpty();
    }

    @Test
    public void shouldKeepWhateverNameAFileSystemAllows() throws IOException {
        List<String> names = new ArrayList<>(List.of(
                " ",
                "#?%&",
                "\"'",
                "a\nb",
                "dev%2Fmain",
                "CON",
                "aux",
                ".hidden",
                "case",
                "CASE",
                "\ud83d\ude00",
                "\u00e9",
                "e\u0301",
                "\\",
                "\u0001",
                "\uffff",
                "x".repeat(255)));
        names.sort(ArtifactPath::compare);
        try (ScopePush push = store().begin(WORKFLOW, "a")) {
            for (String name : names) {
                small(push, name, name);
            }
            push.commit(options(Overwrite.REFUSE));
        }
        assertThat(names(WORKFLOW)).isEqualTo(names);
        for (String name : names) {
            assertThat(text(WORKFLOW, name)).isEqualTo(name);
        }
    }

    @Test
    public void shouldRefuseAPushThatIsNoTree() throws IOException {
        try (ScopePush push = store().begin(WORKFLOW, "a")) {
            small(push, "b", "b");
            assertThatThrownBy(() -> small(push, "a", "a")).isInstanceOf(PushRefused.class);
            assertThatThrownBy(() -> small(push, "b", "b")).isInstanceOf(PushRefused.class);
            assertThatThrownBy(() -> small(push, "b/c", "c")).isInstanceOf(PushRefused.class);
            push.link(path("l"), "b", MODIFIED);
            assertThatThrownBy(() -> small(push, "l/c", "c")).isInstanceOf(PushRefused.class);
        }
    }

    @Test
    public void shouldRefuseAContentThatIsNotWhatItsPusherSays() throws IOException {
        byte[] large = bytes(ScopePush.SMALL + 1);
        try (ScopePush push = store().begin(WORKFLOW, "a")) {
            assertThatThrownBy(() -> push.file(
                            path("big"), 0644, MODIFIED, large.length, new ByteArrayInputStream(large), digest -> {
                                throw new PushRefused("another digest");
                            }))
                    .isInstanceOf(PushRefused.class);
            assertThat(push.arrivedBytes()).isZero();
            assertThatThrownBy(() -> push.file(
                            path("big"),
                            0644,
                            MODIFIED,
                            large.length + 1,
                            new ByteArrayInputStream(large),
                            digest -> {}))
                    .isInstanceOf(PushRefused.class)
                    .hasMessageContaining("big");
            push.file(path("big"), 0644, MODIFIED, large.length, new ByteArrayInputStream(large), digest -> {});
            push.commit(options(Overwrite.REFUSE));
        }
        assertThat(content(WORKFLOW, "big")).isEqualTo(large);
    }

    @Test
    public void shouldGoOnWhereAnEarlierAttemptEnded() throws IOException {
        byte[] large = bytes(3 * ScopePush.SMALL);
        try (ScopePush push = store().begin(WORKFLOW, "a")) {
            small(push, "a.txt", "alpha");
            assertThatThrownBy(() -> push.file(
                            path("big"), 0644, MODIFIED, large.length, breaking(large, 2 * ScopePush.SMALL), d -> {}))
                    .isInstanceOf(IOException.class);
        }
        try (ScopePush push = store().begin(WORKFLOW, "a")) {
            assertThat(push.arrived()).isEqualTo(1);
            int arrived = (int) push.arrivedBytes();
            assertThat(arrived).isGreaterThan(0).isLessThanOrEqualTo(2 * ScopePush.SMALL);
            InputStream rest = new ByteArrayInputStream(large, arrived, large.length - arrived);
            push.file(path("big"), 0644, MODIFIED, large.length, rest, digest -> {});
            small(push, "c.txt", "gamma");
            push.commit(options(Overwrite.REFUSE));
        }
        assertThat(names(WORKFLOW)).containsExactly("a.txt", "big", "c.txt");
        assertThat(content(WORKFLOW, "big")).isEqualTo(large);
        assertThat(text(WORKFLOW, "a.txt")).isEqualTo("alpha");
    }

    @Test
    public void shouldForgetAnAbortedPush() throws IOException {
        try (ScopePush push = store().begin(WORKFLOW, "a")) {
            small(push, "a.txt", "alpha");
            push.abort();
        }
        try (ScopePush push = store().begin(WORKFLOW, "a")) {
            assertThat(push.arrived()).isZero();
            push.abort();
        }
    }

    @Test
    public void shouldRefuseTheSamePushTwiceAtOnce() throws IOException {
        ScopePush push = store().begin(WORKFLOW, "a");
        assertThatThrownBy(() -> store().begin(WORKFLOW, "a")).isInstanceOf(PushRefused.class);
        push.close();
        store().begin(WORKFLOW, "a").close();
    }

    @Test
    public void shouldTakeAKnownContentWithoutItsBytes() throws IOException {
        byte[] large = bytes(ScopePush.SMALL + 99);
        Digest digest = Digest.ofContent(large, 0, large.length);
        SmallContent alpha = content("alpha");
        try (ScopePush push = store().begin(PROJECT, "a")) {
            small(push, "a.txt", "alpha");
            push.file(path("big"), 0644, MODIFIED, large.length, new ByteArrayInputStream(large), d -> {});
            push.commit(options(Overwrite.REFUSE));
        }
        List<ScopeId> readable = List.of(WORKFLOW, PROJECT);
        assertThat(store().mayKnow(readable, 5)).isTrue();
        assertThat(store().mayKnow(readable, 6)).isFalse();
        assertThat(store().known(List.of(WORKFLOW), large.length, digest)).isEmpty();
        try (ScopePush push = store().begin(WORKFLOW, "b")) {
            ScopeStore.Known small = store().known(readable, 5, alpha.digest()).orElseThrow();
            ScopeStore.Known big = store().known(readable, large.length, digest).orElseThrow();
            assertThat(push.known(path("copy.txt"), 0600, MODIFIED, 5, alpha.digest(), small))
                    .isTrue();
            assertThat(push.known(path("huge"), 0600, MODIFIED, large.length, digest, big))
                    .isTrue();
            push.commit(options(Overwrite.REFUSE));
        }
        store().delete(PROJECT, ArtifactPath.ROOT);
        assertThat(text(WORKFLOW, "copy.txt")).isEqualTo("alpha");
        assertThat(content(WORKFLOW, "huge")).isEqualTo(large);
    }

    @Test
    public void shouldSayWhenAKnownContentIsGone() throws IOException {
        push("a.txt", "alpha", Overwrite.REFUSE);
        ScopeStore.Known known =
                store().known(List.of(WORKFLOW), 5, content("alpha").digest()).orElseThrow();
        store().delete(WORKFLOW, path("a.txt"));
        try (ScopePush push = store().begin(WORKFLOW, "b")) {
            assertThat(push.known(
                            path("b.txt"), 0644, MODIFIED, 5, content("alpha").digest(), known))
                    .isFalse();
            push.abort();
        }
    }

    @Test
    public void shouldDeleteATreeAndLeaveItsNeighbours() throws IOException {
        push("dist/a.txt", "a", Overwrite.REFUSE);
        push("dist/sub/b.txt", "b", Overwrite.REFUSE);
        push("dist-2/c.txt", "c", Overwrite.REFUSE);
        Removal removal = store().delete(WORKFLOW, path("dist"));
        assertThat(removal.files()).isEqualTo(2);
        assertThat(removal.bytes()).isEqualTo(2);
        assertThat(removal.freedBytes()).isPositive();
        assertThat(names(WORKFLOW)).containsExactly("dist-2/c.txt");
        assertThatThrownBy(() -> store().delete(WORKFLOW, path("dist")))
                .isInstanceOf(ArtifactNotFound.class)
                .hasMessageContaining("dist");
    }

    @Test
    public void shouldEndAPullThatBeganBeforeTheDeletion() throws IOException {
        byte[] large = bytes(ScopePush.SMALL + 7);
        try (ScopePush push = store().begin(WORKFLOW, "a")) {
            small(push, "a.txt", "alpha");
            push.file(path("big"), 0644, MODIFIED, large.length, new ByteArrayInputStream(large), d -> {});
            push.commit(options(Overwrite.REFUSE));
        }
        try (ScopeTree tree = store().open(WORKFLOW, ArtifactPath.ROOT)) {
            Removal removal = store().delete(WORKFLOW, ArtifactPath.ROOT);
            assertThat(removal.freedBytes()).isZero();
            assertThat(removal.laterBytes()).isPositive();
            List<Entry> entries = new ArrayList<>();
            tree.entries().forEachRemaining(entries::add);
            assertThat(entries).hasSize(2);
            assertThat(read(tree, entries.get(0))).isEqualTo("alpha".getBytes(StandardCharsets.UTF_8));
            assertThat(read(tree, entries.get(1))).isEqualTo(large);
        }
        assertThat(names(WORKFLOW)).isEmpty();
    }

    @Test
    public void shouldDeleteOnlyTheEntriesThatAreStillOfTheirPush() throws IOException {
        push("dist/a.txt", "old", Overwrite.REFUSE);
        push("dist/b.txt", "b", Overwrite.REFUSE);
        List<Entry> old = entries(WORKFLOW);
        push("dist/a.txt", "new", Overwrite.REPLACE);
        Removal removal = store().delete(WORKFLOW, old);
        assertThat(removal.files()).isEqualTo(1);
        assertThat(names(WORKFLOW)).containsExactly("dist/a.txt");
        assertThat(text(WORKFLOW, "dist/a.txt")).isEqualTo("new");
    }

    @Test
    public void shouldFindTheReceiptOfACommitWhoseAnswerWasLost() throws IOException {
        try (ScopePush push = store().begin(WORKFLOW, "a")) {
            small(push, "a.txt", "alpha");
            push.commit(new PushOptions(Overwrite.REFUSE, "Build", ExpireIn.parse("2w"), "the-commit"));
        }
        PushReceipt receipt = store().receipt(WORKFLOW, "the-commit").orElseThrow();
        assertThat(receipt.files()).isEqualTo(1);
        assertThat(receipt.push().expireIn()).isEqualTo(ExpireIn.parse("14d"));
        assertThat(store().receipt(WORKFLOW, "another")).isEmpty();
    }

    @Test
    public void shouldLetWhoAsksForTheReceiptWaitForACommitThatIsStillWanted() throws Exception {
        FutureTask<Boolean> asking =
                new FutureTask<>(() -> store().receipt(WORKFLOW, "the-commit").isPresent());
        try (ScopePush push = store().begin(WORKFLOW, "a")) {
            small(push, "a.txt", "alpha");
            push.commit(new PushOptions(Overwrite.REFUSE, "Build", null, "the-commit"), () -> {
                new Thread(asking).start();
                assertThatThrownBy(() -> asking.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            });
        }
        assertThat(asking.get()).isTrue();
    }

    @Test
    public void shouldCompactWhatIsMostlyDeadAndKeepTheRest() throws IOException {
        try (ScopePush push = store().begin(WORKFLOW, "a")) {
            for (int i = 100; i < 200; i++) {
                small(push, "f" + i, "x".repeat(1000) + i);
            }
            push.commit(options(Overwrite.REFUSE));
        }
        List<Entry> all = entries(WORKFLOW);
        store().delete(WORKFLOW, all.subList(0, 90));
        Removal removal = store().compact(WORKFLOW);
        assertThat(removal.freedBytes()).isGreaterThan(50_000);
        assertThat(names(WORKFLOW)).hasSize(10);
        assertThat(text(WORKFLOW, "f199")).isEqualTo("x".repeat(1000) + 199);
        assertThat(store().compact(WORKFLOW)).isEqualTo(Removal.NOTHING);
    }

    @Test
    public void shouldDeleteAScopeAsAWhole() throws IOException {
        push("a.txt", "alpha", Overwrite.REFUSE);
        assertThat(store().deleteScope(WORKFLOW).files()).isEqualTo(1);
        assertThat(names(WORKFLOW)).isEmpty();
        assertThat(store().deleteScope(WORKFLOW)).isEqualTo(Removal.NOTHING);
        push("a.txt", "again", Overwrite.REFUSE);
        assertThat(text(WORKFLOW, "a.txt")).isEqualTo("again");
    }

    protected static ArtifactPath path(String path) {
        return ArtifactPath.of(path);
    }

    protected static PushOptions options(Overwrite overwrite) {
        return new PushOptions(overwrite, "Build", null);
    }

    protected static SmallContent content(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return SmallContent.of(bytes, bytes.length);
    }

    protected static void small(ScopePush push, String path, String text) throws IOException {
        push.file(path(path), 0644, MODIFIED, content(text));
    }

    protected void push(String path, String text, Overwrite overwrite) throws IOException {
        try (ScopePush push = store().begin(WORKFLOW, "p" + pushes++)) {
            small(push, path, text);
            push.commit(options(overwrite));
        }
    }

    protected List<Entry> entries(ScopeId scope) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (ScopeTree tree = store().open(scope, ArtifactPath.ROOT)) {
            tree.entries().forEachRemaining(entries::add);
        }
        return entries;
    }

    protected List<String> names(ScopeId scope) throws IOException {
        return entries(scope).stream().map(entry -> entry.path().value()).toList();
    }

    protected String text(ScopeId scope, String path) throws IOException {
        return new String(content(scope, path), StandardCharsets.UTF_8);
    }

    protected byte[] content(ScopeId scope, String path) throws IOException {
        try (ScopeTree tree = store().open(scope, path(path))) {
            Iterator<Entry> entries = tree.entries();
            return read(tree, entries.next());
        }
    }

    private static byte[] read(ScopeTree tree, Entry entry) throws IOException {
        try (ScopeTree.Extent extent = tree.content(entry)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) extent.length());
            while (bytes.hasRemaining()) {
                extent.channel().read(bytes, extent.offset() + bytes.position());
            }
            assertThat(Digest.ofContent(bytes.array(), 0, bytes.capacity())).isEqualTo(entry.digest());
            return bytes.array();
        }
    }

    protected static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static InputStream breaking(byte[] content, int after) {
        return new InputStream() {
            private int position;

            @Override
            public int read() throws IOException {
                if (position == after) {
                    throw new IOException("The connection broke");
                }
                return content[position++] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                if (position == after) {
                    throw new IOException("The connection broke");
                }
                int count = Math.min(length, after - position);
                System.arraycopy(content, position, buffer, offset, count);
                position += count;
                return count;
            }
        };
    }
}
