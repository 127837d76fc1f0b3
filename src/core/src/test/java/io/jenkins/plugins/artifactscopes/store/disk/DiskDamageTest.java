package io.jenkins.plugins.artifactscopes.store.disk;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.DamagedContent;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushOptions;
import io.jenkins.plugins.artifactscopes.store.Removal;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * A bit that flips anywhere in
 *
 * <pre>
 * manifest.jsonl
 * segments/1.zip   dist, dist/a.txt, dist/b.txt
 * files/2          dist/big
 * </pre>
 *
 * is noticed, by a pull, by who reads segments as they lie, and by a verification, with the name of the file.
 */
public class DiskDamageTest {
    private static final ScopeId SCOPE = ScopeId.workflow("app", "1");
    private static final int FLIPS = 60;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Random random = new Random(20261121);
    private TestStore disk;
    private int flips;

    @Before
    public void open() throws IOException {
        disk = new TestStore(folder.getRoot().toPath());
        push();
    }

    private void push() throws IOException {
        byte[] big = new byte[ScopePush.SMALL + 1000];
        random.nextBytes(big);
        try (ScopePush push = disk.store().begin(SCOPE, "a")) {
            push.directory(ArtifactPath.of("dist"), 0755, Instant.EPOCH);
            push.file(ArtifactPath.of("dist/a.txt"), 0644, Instant.EPOCH, SmallContent.of(new byte[] {1, 2, 3}, 3));
            push.file(ArtifactPath.of("dist/b.txt"), 0644, Instant.EPOCH, SmallContent.of(new byte[5000], 5000));
            push.file(
                    ArtifactPath.of("dist/big"),
                    0644,
                    Instant.EPOCH,
                    big.length,
                    new ByteArrayInputStream(big),
                    d -> {});
            push.commit(new PushOptions(PushOptions.Overwrite.REFUSE, "Build", null));
        }
    }

    @After
    public void close() {
        disk.close();
    }

    @Test
    public void shouldFindNothingInAWholeStore() throws IOException {
        assertThat(verified()).isEmpty();
        assertThat(catchThrowable(this::readAll)).isNull();
    }

    @Test
    public void shouldNoticeAnyFlippedBit() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(disk.directory(SCOPE))) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertThat(files).hasSize(3);
        for (Path file : files) {
            for (int i = 0; i < FLIPS / files.size(); i++) {
                long at = random.nextLong(Files.size(file));
                flip(file, at);
                assertThat(verified()).as("%s at %s", file, at).anyMatch(problem -> problem.contains(file.toString()));
                for (ThrowingCallable reader : List.<ThrowingCallable>of(this::pullAll, this::readAll)) {
                    assertThat(catchThrowable(reader))
                            .as("%s at %s", file, at)
                            .isInstanceOf(IOException.class)
                            .hasMessageMatching("(?s).*(" + file.getFileName() + "|dist/).*");
                }
                flip(file, at);
                assertThat(catchThrowable(this::pullAll)).as("%s mended", file).isNull();
                assertThat(catchThrowable(this::readAll)).as("%s mended", file).isNull();
            }
        }
    }

    @Test
    public void shouldNoticeAnyFlippedBitOfTheLastCommitWithoutAnIndex() throws IOException {
        Path manifest = new DiskLayout(disk.directory(SCOPE)).manifest();
        String text = Files.readString(manifest);
        for (long at = text.indexOf("{\"commit\""); at < text.length() - 1; at++) {
            flip(manifest, at);
            assertThat(verified()).as("byte %s of %s", at, text).isNotEmpty();
            flip(manifest, at);
        }
    }

    @Test
    public void shouldNoticeAMissingFile() throws IOException {
        Path big = new DiskLayout(disk.directory(SCOPE)).file(2);
        Files.move(big, folder.getRoot().toPath().resolve("away"));
        assertThat(verified()).anyMatch(problem -> problem.contains("dist/big"));
        assertThat(catchThrowable(this::readAll))
                .isInstanceOf(DamagedContent.class)
                .hasMessageContaining("dist/big");
    }

    @Test
    public void shouldNoticeAJournalThatLostItsEnd() throws IOException {
        Path manifest = new DiskLayout(disk.directory(SCOPE)).manifest();
        try (FileChannel channel = FileChannel.open(manifest, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 1);
        }
        assertThat(catchThrowable(this::readAll))
                .isInstanceOf(DamagedContent.class)
                .hasMessageContaining("manifest");
    }

    @Test
    public void shouldNoticeAMissingJournal() throws IOException {
        Files.delete(new DiskLayout(disk.directory(SCOPE)).manifest());
        assertThat(verified(SCOPE)).singleElement(as(STRING)).startsWith("The journal of workflow ");
    }

    @Test
    public void shouldNotTakeAScopeForDamagedWhoseFirstPushIsUnderWayOrWasAborted() throws IOException {
        ScopeId other = ScopeId.workflow("app", "new");
        try (ScopePush push = disk.store().begin(other, "1")) {
            push.file(ArtifactPath.of("f"), 0644, Instant.EPOCH, SmallContent.of(new byte[] {1}, 1));
            assertThat(verified(other)).as("under way").isEmpty();
            push.abort();
        }
        assertThat(new DiskLayout(disk.directory(other)).staging()).exists();
        assertThat(verified(other)).as("aborted").isEmpty();
    }

    /** As a host does that finds scopes by their directories, and knows what was committed to which. */
    private List<String> verified(ScopeId scope) throws IOException {
        HomeRoots roots = new HomeRoots(folder.getRoot().toPath());
        return new LiveVerification(roots, Clock.systemUTC(), () -> false, SCOPE::equals).verify(scope);
    }

    @Test
    public void shouldDeleteAScopeWhoseJournalIsDamaged() throws IOException {
        Path manifest = new DiskLayout(disk.directory(SCOPE)).manifest();
        flip(manifest, Files.size(manifest) / 2);
        assertThat(catchThrowable(this::pullAll)).isInstanceOf(DamagedContent.class);
        Removal removal = disk.store().deleteScope(SCOPE);
        assertThat(removal.files()).isEqualTo(3);
        assertThat(removal.freedBytes()).isGreaterThan(ScopePush.SMALL);
        assertGone();
    }

    @Test
    public void shouldDeleteAScopeWhoseJournalIsMissing() throws IOException {
        Files.delete(new DiskLayout(disk.directory(SCOPE)).manifest());
        assertThat(catchThrowable(this::pullAll)).isInstanceOf(DamagedContent.class);
        assertThat(disk.store().deleteScope(SCOPE).files()).isEqualTo(3);
        assertGone();
    }

    @Test
    public void shouldDeleteAScopeWhoseJournalIsDamagedWithoutAnIndex() throws IOException {
        disk = disk.withoutIndex();
        flip(new DiskLayout(disk.directory(SCOPE)).manifest(), 3);
        disk.store().deleteScope(SCOPE);
        assertGone();
    }

    @Test
    public void shouldLetWhoReadsEndWhenADamagedScopeIsDeleted() throws IOException {
        DiskLayout layout = new DiskLayout(disk.directory(SCOPE));
        try (ScopeTree tree = disk.store().open(SCOPE, ArtifactPath.ROOT)) {
            Entry small =
                    disk.store().find(SCOPE, ArtifactPath.of("dist/a.txt")).orElseThrow();
            flip(layout.manifest(), 3);
            assertThat(disk.store().deleteScope(SCOPE).laterBytes()).isGreaterThan(ScopePush.SMALL);
            assertThat(StoredFiles.pulled(tree, small)).isEqualTo(new byte[] {1, 2, 3});
        }
        assertThat(layout.segments()).isEmptyDirectory();
        assertThat(layout.files()).isEmptyDirectory();
        assertThat(catchThrowable(
                        () -> disk.store().open(SCOPE, ArtifactPath.ROOT).close()))
                .isNull();
    }

    private void assertGone() throws IOException {
        assertThat(disk.directory(SCOPE)).doesNotExist();
        try (ScopeTree tree = disk.store().open(SCOPE, ArtifactPath.ROOT)) {
            assertThat(tree.entries().hasNext()).isFalse();
        }
        assertThat(disk.store().deleteScope(SCOPE)).isEqualTo(Removal.NOTHING);
        push();
        assertThat(catchThrowable(this::readAll)).isNull();
    }

    private List<String> verified() throws IOException {
        List<String> problems = new ArrayList<>();
        HomeRoots roots = new HomeRoots(folder.getRoot().toPath());
        try (Verification verification = new Verification(roots, Clock.systemUTC(), problems::add)) {
            verification.verifyAll();
        }
        return problems;
    }

    private void pullAll() throws IOException {
        try (ScopeTree tree = disk.store().open(SCOPE, ArtifactPath.ROOT)) {
            Iterator<Entry> entries = tree.entries();
            while (entries.hasNext()) {
                Entry entry = entries.next();
                if (entry.isFile()) {
                    StoredFiles.pulled(tree, entry);
                }
            }
        }
    }

    private void readAll() throws IOException {
        try (ScopeTree tree = disk.store().open(SCOPE, ArtifactPath.ROOT)) {
            Iterator<Entry> entries = tree.entries();
            int files = 0;
            while (entries.hasNext()) {
                Entry entry = entries.next();
                if (entry.isFile()) {
                    files++;
                    StoredFiles.read(tree, entry);
                    StoredFiles.readContainer(tree, entry);
                }
            }
            assertThat(files).isEqualTo(3);
        }
    }

    private void flip(Path file, long at) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, at);
            one.put(0, (byte) (one.get(0) ^ 16));
            channel.write(one.rewind(), at);
        }
        // Clocks of file systems are coarse; a later write is a later time.
        Files.setLastModifiedTime(
                file,
                java.nio.file.attribute.FileTime.from(
                        Files.getLastModifiedTime(file).toInstant().plusSeconds(++flips)));
    }
}
