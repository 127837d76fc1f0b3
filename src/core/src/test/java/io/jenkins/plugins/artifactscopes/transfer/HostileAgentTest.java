package io.jenkins.plugins.artifactscopes.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry.Kind;
import io.jenkins.plugins.artifactscopes.store.PushConflict;
import io.jenkins.plugins.artifactscopes.store.PushOptions;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import io.jenkins.plugins.artifactscopes.store.disk.TestStore;
import io.jenkins.plugins.artifactscopes.testing.FixedListener;
import io.jenkins.plugins.artifactscopes.testing.TreeAssert;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What an agent can try that does not keep to the rules: every attempt is refused by its type, and changes nothing anywhere. */
public class HostileAgentTest {
    private static final ScopeId SCOPE = ScopeId.workflow("app", "1");
    private static final ScopeId SECRET = ScopeId.workflow("secret", "7");
    private static final byte[] KEY = bytes("the key of another project");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @SuppressWarnings("NullAway.Init")
    private TestStore store;

    @SuppressWarnings("NullAway.Init")
    private PushDesk desk;

    private Path outside = Path.of("");
    private List<String> before = List.of();
    private Map<String, String> filesOutside = Map.of();

    @Before
    public void open() throws IOException {
        Path home = folder.getRoot().toPath();
        store = new TestStore(home.resolve("store"));
        desk = new PushDesk(
                store.store(),
                FixedListener.generous(),
                home.resolve("spool"),
                new PlanLimits(100, 10_000),
                Clock.systemUTC());
        outside = Files.createDirectories(home.resolve("outside"));
        Files.writeString(outside.resolve("precious"), "precious");
        store(SCOPE, "dist/kept", bytes("kept"));
        store(SECRET, "key", KEY);
        before = stored();
        filesOutside = TreeAssert.describe(outside);
    }

    @After
    public void nothingChanged() throws IOException {
        assertThat(stored()).isEqualTo(before);
        assertThat(TreeAssert.describe(outside)).isEqualTo(filesOutside);
        desk.close();
        store.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void store(ScopeId scope, String path, byte[] content) throws IOException {
        try (ScopePush push = store.store().begin(scope, "setup")) {
            push.file(ArtifactPath.of(path), 0644, Instant.EPOCH, SmallContent.of(content, content.length));
            push.commit(new PushOptions(Overwrite.REFUSE, "setup", null));
        }
    }

    private List<String> stored() throws IOException {
        List<String> all = new ArrayList<>();
        for (ScopeId scope : List.of(SCOPE, SECRET, ScopeId.project("app"), ScopeId.project("secret"))) {
            try (ScopeTree tree = store.store().open(scope, ArtifactPath.ROOT)) {
                tree.entries().forEachRemaining(entry -> all.add(entry.toString()));
            }
        }
        return all;
    }

    private static PushTerms terms(String destination) {
        Holder holder = new Holder("app", "1", "Build");
        return new PushTerms(
                SCOPE, holder, "Build", ArtifactPath.parse(destination), Overwrite.REFUSE, null, "attempt");
    }

    private static PlanEntry entry(String path, Kind kind, long size) {
        ArtifactPath at = path.isEmpty() ? ArtifactPath.ROOT : ArtifactPath.of(path);
        return new PlanEntry(at, kind, size, 0644, Instant.EPOCH, kind == Kind.LINK ? "target" : null, null);
    }

    private static InputStream plan(PlanEntry... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PlanWriter plan = new PlanWriter(bytes);
        for (PlanEntry entry : entries) {
            plan.write(entry);
        }
        plan.end();
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    /** A plan of one entry whose path is not checked by whoever writes it. */
    private static InputStream planOf(byte[] path) throws IOException {
        ByteArrayOutputStream plan = new ByteArrayOutputStream();
        plan.write(PlanFormat.FILE);
        Varint.write(plan, 0);
        Varint.write(plan, path.length);
        plan.write(path);
        plan.write(new byte[] {0, 0, 0, 0});
        plan.write(PlanFormat.END);
        plan.write(new byte[] {1, 0});
        return new ByteArrayInputStream(plan.toByteArray());
    }

    private static InputStream blocks(byte[]... parts) throws IOException {
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        try (BlockWriter writer = new BlockWriter(blocks, AdaptiveCompression.never())) {
            for (byte[] part : parts) {
                writer.write(part, 0, part.length);
            }
            writer.end();
        }
        return new ByteArrayInputStream(blocks.toByteArray());
    }

    private static byte[] digest(byte[] content) {
        return Digest.ofContent(content, 0, content.length).bytes();
    }

    @Test
    public void shouldRefusePathsThatLeaveTheScope() throws IOException {
        byte[] notUnicode = {(byte) 0xc3, 0x28};
        for (byte[] path : List.of(
                bytes("../x"),
                bytes("/" + outside + "/precious"),
                bytes("a/../../x"),
                bytes("a//x"),
                bytes("a\0x"),
                bytes("."),
                bytes("x".repeat(256)),
                notUnicode)) {
            for (String destination : List.of("dist", ".")) {
                assertThatThrownBy(() -> desk.open(terms(destination), planOf(path)))
                        .isInstanceOf(MalformedTransfer.class);
            }
        }
    }

    @Test
    public void shouldRefusePlansThatAreNoTree() {
        assertThatThrownBy(() -> desk.open(terms("."), plan(entry("", Kind.DIRECTORY, 0), entry("a", Kind.FILE, 1))))
                .isInstanceOf(MalformedTransfer.class)
                .hasMessageContaining("needs a name");
        assertThatThrownBy(() -> desk.open(terms("."), plan(entry("", Kind.FILE, 1))))
                .isInstanceOf(MalformedTransfer.class);
        assertThatThrownBy(() -> desk.open(terms("x"), plan(entry("a", Kind.LINK, 0), entry("a/b", Kind.FILE, 1))))
                .isInstanceOf(MalformedTransfer.class)
                .hasMessageContaining("a/b below a");
        assertThatThrownBy(() -> desk.open(terms("x"), plan(entry("b", Kind.FILE, 1), entry("a", Kind.FILE, 1))))
                .isInstanceOf(MalformedTransfer.class);
        assertThatThrownBy(() -> desk.open(terms("x"), plan(PlanEntry.implied(ArtifactPath.of("a")))))
                .isInstanceOf(MalformedTransfer.class);
    }

    @Test
    public void shouldRefuseMoreThanAPlanMayHave() throws IOException {
        PlanEntry[] many = new PlanEntry[101];
        for (int i = 0; i < many.length; i++) {
            many[i] = entry(String.format("%03d", i), Kind.FILE, 0);
        }
        assertThatThrownBy(() -> desk.open(terms("x"), plan(many))).isInstanceOf(PlanTooLarge.class);
        assertThatThrownBy(() -> desk.open(terms("x"), plan(entry("a", Kind.FILE, 1L << 60), entry("b", Kind.FILE, 1))))
                .isInstanceOf(MalformedTransfer.class);
    }

    @Test
    public void shouldRefuseContentThatIsNotWhatItsDigestSays() throws IOException {
        PushDesk.Opened push = desk.open(terms("x"), plan(entry("", Kind.FILE, 3)));

        assertThatThrownBy(() -> desk.content(push.id(), push.position(), blocks(bytes("new"), digest(bytes("old")))))
                .isInstanceOf(WrongContent.class)
                .hasMessageContaining("x arrived with");
        assertThatThrownBy(() -> desk.commit(push.id())).isInstanceOf(MalformedTransfer.class);
    }

    @Test
    public void shouldRefuseLargeContentThatIsNotWhatItsDigestSays() throws IOException {
        byte[] large = new byte[ScopePush.SMALL + 1];
        PushDesk.Opened push = desk.open(terms("x"), plan(entry("", Kind.FILE, large.length)));

        assertThatThrownBy(() -> desk.content(push.id(), push.position(), blocks(large, digest(bytes("other")))))
                .isInstanceOf(WrongContent.class);
        assertThatThrownBy(() -> desk.commit(push.id())).isInstanceOf(MalformedTransfer.class);
    }

    @Test
    public void shouldRefuseMoreAndLessContentThanThePlanSays() throws IOException {
        PushDesk.Opened push = desk.open(terms("x"), plan(entry("", Kind.FILE, 3)));

        assertThatThrownBy(() -> desk.content(push.id(), push.position(), blocks(bytes("ne"))))
                .isInstanceOf(IOException.class);
        byte[] whole = bytes("new");
        assertThatThrownBy(() -> desk.content(
                        push.id(), desk.position(push.id()), blocks(whole, digest(whole), bytes("and more"))))
                .isInstanceOf(MalformedTransfer.class);
        assertThatThrownBy(() -> desk.content(push.id(), new PushPosition(5, 0), blocks()))
                .isInstanceOf(MalformedTransfer.class)
                .hasMessageContaining("stands at");
        desk.abort(push.id());
    }

    @Test
    public void shouldGiveNothingForTheDigestOfAContentThatThePusherCannotRead() throws IOException {
        PushDesk.Opened push = desk.open(terms("x"), plan(entry("", Kind.FILE, KEY.length)));
        assertThat(push.wanted().isEmpty()).isTrue();

        assertThatThrownBy(() -> desk.digests(push.id(), new ByteArrayInputStream(digest(KEY))))
                .isInstanceOf(MalformedTransfer.class);
        assertThatThrownBy(() -> desk.content(push.id(), push.position(), blocks()))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> desk.commit(push.id())).isInstanceOf(MalformedTransfer.class);
    }

    @Test
    public void shouldKnowNoPushButThoseThatWereOpened() {
        for (String id : List.of("", "../terms", "0".repeat(40), "x".repeat(40))) {
            assertThatThrownBy(() -> desk.commit(id)).isInstanceOf(PushUnknown.class);
            assertThatThrownBy(() -> desk.digests(id, InputStream.nullInputStream()))
                    .isInstanceOf(PushUnknown.class);
            assertThatThrownBy(() -> desk.content(id, new PushPosition(0, 0), blocks()))
                    .isInstanceOf(PushUnknown.class);
        }
    }

    @Test
    public void shouldNotLetAPushIntoTheRootReplaceWhatItMayNot() {
        assertThatThrownBy(() -> desk.open(terms("."), plan(entry("dist/kept", Kind.FILE, 1))))
                .isInstanceOf(PushConflict.class);
        assertThatThrownBy(() -> desk.open(terms("."), plan(entry("dist", Kind.LINK, 0))))
                .isInstanceOf(PushConflict.class);
    }
}
