package io.jenkins.plugins.artifactscopes.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.artifactscopes.catalog.MemoryScopes;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.view.FolderListing.Child;
import io.jenkins.plugins.artifactscopes.view.FolderListing.Found;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.Test;

/** Lists {@code dist} of a tree in memory that counts how many entries are looked at. */
public class FolderListingTest {
    private static final ArtifactPath DIST = ArtifactPath.of("dist");

    private final Tree tree = new Tree();

    @Test
    public void shouldListWhatIsRightInTheFolderWithTheSizesOfWhatIsBelow() {
        tree.add(MemoryScopes.directory("dist"));
        tree.add(MemoryScopes.file("dist/a.txt", 3));
        tree.add(MemoryScopes.directory("dist/empty"));
        tree.add(MemoryScopes.file("dist/lib/x/1", 10));
        tree.add(MemoryScopes.file("dist/lib/y", 20));
        tree.add(MemoryScopes.file("dist/lib-2", 40));
        tree.add(MemoryScopes.link("dist/z"));
        Found found = list("", 100, 100);
        assertThat(found.whole()).isTrue();
        assertThat(found.children())
                .extracting(child -> child.path().name(), Child::isFolder, Child::files, Child::bytes)
                .containsExactly(
                        tuple("a.txt", false, 1L, 3L),
                        tuple("empty", true, 0L, 0L),
                        tuple("lib", true, 2L, 30L),
                        tuple("lib-2", false, 1L, 40L),
                        tuple("z", false, 0L, 0L));
    }

    @Test
    public void shouldStopAtItsBoundAndFindTheRestByTheBeginningOfItsName() {
        for (int i = 0; i < 50; i++) {
            tree.add(MemoryScopes.file(String.format("dist/f%02d", i), 1));
        }
        assertThat(names(list("", 10, 100))).hasSize(10).endsWith("f09");
        assertThat(list("", 10, 100).whole()).isFalse();
        assertThat(names(list("f03", 10, 100))).containsExactly("f03");
        assertThat(names(list("f4", 10, 100))).hasSize(10).startsWith("f40").endsWith("f49");
        assertThat(names(list("F4", 10, 100))).isEmpty();
        assertThat(names(list("F4", 100, 100))).hasSize(10);
        assertThat(names(list("f4/..", 10, 100))).isEmpty();
    }

    @Test
    public void shouldPassOverFoldersOnceItHasCountedEnough() {
        for (int folder = 0; folder < 20; folder++) {
            for (int i = 0; i < 100; i++) {
                tree.add(MemoryScopes.file(String.format("dist/d%02d/%03d", folder, i), 1));
            }
        }
        Found found = list("", 100, 250);
        assertThat(found.whole()).isTrue();
        assertThat(found.children()).hasSize(20);
        assertThat(found.children().get(1).counted()).isTrue();
        assertThat(found.children().get(1).files()).isEqualTo(100);
        assertThat(found.children().subList(2, 20)).noneMatch(Child::counted);
        assertThat(tree.looked).isLessThan(300);
    }

    @Test
    public void shouldPassANameThatIsAsLongAsOneCanBe() {
        String longest = "n".repeat(ArtifactPath.MAX_NAME_BYTES);
        tree.add(MemoryScopes.file("dist/" + longest + "/a", 1));
        tree.add(MemoryScopes.file("dist/" + longest + "/b", 1));
        tree.add(MemoryScopes.file("dist/o", 1));
        assertThat(names(list("", 100, 0))).containsExactly(longest, "o");
    }

    private Found list(String search, int bound, int counted) {
        tree.looked = 0;
        return new FolderListing(tree, DIST, bound, counted).list(search);
    }

    private static List<String> names(Found found) {
        return found.children().stream().map(child -> child.path().name()).toList();
    }

    private static final class Tree implements ScopeTree {
        private final NavigableMap<ArtifactPath, Entry> entries = new TreeMap<>();
        private int looked;

        void add(Entry entry) {
            entries.put(entry.path(), entry);
        }

        @Override
        public long version() {
            return 1;
        }

        @Override
        public Iterator<Entry> entries() {
            return entries(DIST);
        }

        @Override
        public Iterator<Entry> entries(ArtifactPath from) {
            return entries.tailMap(from).values().stream()
                    .peek(entry -> looked++)
                    .iterator();
        }

        @Override
        public Extent content(Entry file) {
            throw new IllegalStateException("Nobody reads contents to list them");
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
