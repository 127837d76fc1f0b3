package io.jenkins.plugins.artifactscopes.store.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.DamagedContent;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushOptions;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import io.jenkins.plugins.artifactscopes.store.TreeLookup;
import io.jenkins.plugins.artifactscopes.store.TreeLookup.Node;
import io.jenkins.plugins.artifactscopes.store.VerifiedInput;
import io.jenkins.plugins.artifactscopes.transfer.ScopeCopy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The values of {@code store} that read a tree, over a store that has one. */
public class TreeLookupTest {
    private static final ScopeId SCOPE = ScopeId.workflow("app", "1");
    private static final String LONG = "n".repeat(ArtifactPath.MAX_NAME_BYTES);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @SuppressWarnings("NullAway.Init")
    private TestStore store;

    @Before
    public void open() throws IOException {
        store = new TestStore(folder.getRoot().toPath());
    }

    @After
    public void close() {
        store.close();
    }

    /** A name that ends in a slash is a directory, one with an arrow a link, every other a file that holds its own name. */
    private void push(String... names) throws IOException {
        try (ScopePush push = store.store().begin(SCOPE, "a")) {
            for (String name : names) {
                int arrow = name.indexOf("->");
                if (arrow > 0) {
                    push.link(path(name.substring(0, arrow)), name.substring(arrow + 2), Instant.EPOCH);
                } else if (name.endsWith("/")) {
                    push.directory(path(name.substring(0, name.length() - 1)), 0755, Instant.EPOCH);
                } else {
                    byte[] content = name.getBytes(StandardCharsets.UTF_8);
                    push.file(path(name), 0644, Instant.EPOCH, SmallContent.of(content, content.length));
                }
            }
            push.commit(new PushOptions(Overwrite.REFUSE, "test", null));
        }
    }

    private static ArtifactPath path(String path) {
        return ArtifactPath.parse(path);
    }

    private List<String> children(String directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (ScopeTree tree = store.store().open(SCOPE, ArtifactPath.ROOT)) {
            for (Node node : new TreeLookup(tree).children(path(directory))) {
                names.add(node.path().value() + (node.isDirectory() ? "/" : node.isLink() ? "@" : ""));
            }
        }
        return names;
    }

    private String resolved(String path) throws IOException {
        try (ScopeTree tree = store.store().open(SCOPE, ArtifactPath.ROOT)) {
            Optional<Node> node = new TreeLookup(tree).resolve(path(path));
            return node.map(found -> found.path() + (found.isDirectory() ? "/" : ""))
                    .orElse("nothing");
        }
    }

    @Test
    public void shouldListExactlyTheDirectChildren() throws IOException {
        push("a/x/1", "a/x/2", "a/y/", "a/z", "a\1", "a!", "ab/c", "b->a", LONG + "/f", LONG + "/g/h", "z");

        assertThat(children(".")).containsExactly("a/", "a\1", "a!", "ab/", "b@", LONG + "/", "z");
        assertThat(children("a")).containsExactly("a/x/", "a/y/", "a/z");
        assertThat(children("a/x")).containsExactly("a/x/1", "a/x/2");
        assertThat(children(LONG)).containsExactly(LONG + "/f", LONG + "/g/");
        assertThat(children("a/z")).isEmpty();
        assertThat(children("a/y")).isEmpty();
        assertThat(children("none")).isEmpty();
    }

    @Test
    public void shouldFollowLinksAsLongAsTheyStayInside() throws IOException {
        push(
                "a->b/./c/../lib",
                "b/lib->lib.1",
                "b/lib.1->lib.1.2",
                "b/lib.1.2",
                "circle->circle",
                "directory->b",
                "gone->b/none",
                "out->../../etc/passwd",
                "root->/b/lib",
                "top->b/..");

        assertThat(resolved("a")).isEqualTo("b/lib.1.2");
        assertThat(resolved("b/lib.1.2")).isEqualTo("b/lib.1.2");
        assertThat(resolved("directory")).isEqualTo("b/");
        assertThat(resolved("top")).isEqualTo("./");
        assertThat(List.of(resolved("circle"), resolved("gone"), resolved("out"), resolved("root")))
                .containsOnly("nothing");
        assertThat(resolved("directory/lib")).isEqualTo("nothing");
    }

    @Test
    public void shouldReadAFileAndHoldBackTheEndOfADamagedOne() throws IOException {
        byte[] large = "0123456789".repeat(ScopePush.SMALL / 8).getBytes(StandardCharsets.UTF_8);
        try (ScopePush push = store.store().begin(SCOPE, "a")) {
            push.file(path("big"), 0644, Instant.EPOCH, large.length, new ByteArrayInputStream(large), digest -> {});
            push.commit(new PushOptions(Overwrite.REFUSE, "test", null));
        }
        assertThat(read("big")).isEqualTo(large);
        Path file = store.directory(SCOPE).resolve("files/1");
        byte[] damaged = Files.readAllBytes(file);
        damaged[7] ^= 1;
        Files.write(file, damaged);

        ByteArrayOutputStream got = new ByteArrayOutputStream();
        assertThatThrownBy(() -> {
                    try (InputStream in = input("big")) {
                        in.transferTo(got);
                    }
                })
                .isInstanceOf(DamagedContent.class)
                .hasMessageContaining("big");
        assertThat(got.size()).isLessThan(large.length);
    }

    private InputStream input(String path) throws IOException {
        Entry file = store.store().find(SCOPE, path(path)).orElseThrow();
        return new VerifiedInput(store.store().open(SCOPE, ArtifactPath.ROOT), file);
    }

    private byte[] read(String path) throws IOException {
        try (InputStream in = input(path)) {
            return in.readAllBytes();
        }
    }

    @Test
    public void shouldCopyAScopeWithoutWritingItsContentsAgain() throws IOException {
        push("a/", "a/b", "link->a/b");
        ScopeId other = ScopeId.workflow("app", "2");

        assertThat(new ScopeCopy(store.store(), SCOPE, other, "again").run("copy"))
                .isEqualTo(1);
        List<String> copied = new ArrayList<>();
        try (ScopeTree tree = store.store().open(other, ArtifactPath.ROOT)) {
            tree.entries()
                    .forEachRemaining(entry -> copied.add(entry.path() + " " + entry.kind() + " "
                            + entry.push().by()));
        }
        assertThat(copied).containsExactly("a DIRECTORY again", "a/b FILE again", "link LINK again");
        Path segment = Files.list(store.directory(other).resolve("segments"))
                .findFirst()
                .orElseThrow();
        assertThat(Files.getAttribute(segment, "unix:nlink")).isEqualTo(2);
        assertThat(new ScopeCopy(store.store(), ScopeId.workflow("app", "3"), other, "none").run("copy"))
                .isZero();
    }
}
