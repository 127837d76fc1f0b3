package io.jenkins.plugins.artifactscopes.http.download;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.store.ScopeTree.Extent;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import io.jenkins.plugins.artifactscopes.zip.StoredBlocks;
import io.jenkins.plugins.artifactscopes.zip.ZipDirectory;
import io.jenkins.plugins.artifactscopes.zip.ZipEnd;
import io.jenkins.plugins.artifactscopes.zip.ZipItem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Writes a tree as a ZIP while it reads it, with modes and links, and contents as they are. Small files are read and verified before a
 * byte of them leaves; of large ones the end is withheld until the digest fits. Takes the same memory however many entries there are.
 */
public final class ZipStream {
    /** Bytes of the directory in memory. */
    private static final int DIRECTORY = 1 << 20;

    private final ScopeId scope;
    private final ScopeTree tree;
    private final ArtifactPath root;
    private final String prefix;
    private final Function<Entry, Optional<Entry>> choice;

    /** @param root what names in the ZIP count from; a directory there has no entry */
    ZipStream(ScopeId scope, ScopeTree tree, ArtifactPath root) {
        this(scope, tree, root, "", Optional::of);
    }

    /**
     * Prepares to write what is at and below a path.
     *
     * @param root what names in the ZIP count from; a directory there has no entry
     * @param prefix goes before each name; empty, or with a slash at its end
     * @param choice what an entry there is in the ZIP: as a rule itself, or another of the tree under its name; empty to leave it out
     */
    public ZipStream(
            ScopeId scope, ScopeTree tree, ArtifactPath root, String prefix, Function<Entry, Optional<Entry>> choice) {
        this.scope = scope;
        this.tree = tree;
        this.root = root;
        this.prefix = prefix;
        this.choice = choice;
    }

    /** Whether an entry of the tree is one of the ZIP. */
    static boolean has(Entry entry, ArtifactPath root) {
        return entry.kind() != Entry.Kind.DIRECTORY || !entry.path().equals(root);
    }

    private Optional<Entry> chosen(Entry entry) {
        return has(entry, root) ? choice.apply(entry) : Optional.empty();
    }

    private ZipItem item(Entry entry, Entry chosen) {
        return ZipItems.of(entry, chosen, root, prefix);
    }

    /** Bytes of the ZIP, found without reading contents; empty for a tree of more than {@code most} entries. */
    OptionalLong length(int most) {
        long offset = 0;
        long directory = 0;
        int count = 0;
        Iterator<Entry> entries = tree.entries(root);
        while (entries.hasNext()) {
            Entry entry = entries.next();
            if (!entry.path().isAtOrBelow(root)) {
                break;
            }
            Optional<Entry> chosen = chosen(entry);
            if (chosen.isPresent()) {
                if (++count > most) {
                    return OptionalLong.empty();
                }
                ZipItem item = item(entry, chosen.get());
                directory += item.central(0, offset).remaining();
                offset += item.local(0).remaining()
                        + item.stored()
                        + item.descriptor(0).remaining();
            }
        }
        return OptionalLong.of(
                offset + directory + ZipEnd.of(count, directory, offset).remaining());
    }

    /**
     * Writes all of it; the stream stays open.
     *
     * @return how many entries
     */
    public long write(OutputStream out) throws IOException {
        return write(out, false);
    }

    /**
     * Writes all of it; the stream stays open.
     *
     * @param early whether the first entry is to leave at once, for whoever waits to see that it has begun
     * @return how many entries
     */
    long write(OutputStream out, boolean early) throws IOException {
        Counting counting = new Counting(out);
        try (ZipDirectory directory = new ZipDirectory(DIRECTORY)) {
            Iterator<Entry> entries = tree.entries(root);
            for (boolean first = early; entries.hasNext(); ) {
                Entry entry = entries.next();
                if (!entry.path().isAtOrBelow(root)) {
                    break;
                }
                Optional<Entry> chosen = chosen(entry);
                if (chosen.isPresent()) {
                    long offset = counting.bytes;
                    ZipItem item = item(entry, chosen.get());
                    directory.add(item.central(write(counting, item, chosen.get()), offset));
                    if (first) {
                        out.flush();
                        first = false;
                    }
                }
            }
            // Not closed when something fails: that would end the answer as if it were whole.
            directory.writeTo(counting, counting.bytes);
            return directory.entries();
        }
    }

    /** Writes one entry; returns the CRC-32 of its content. */
    private long write(OutputStream out, ZipItem item, Entry entry) throws IOException {
        if (item.streamed()) {
            return large(out, item, entry);
        }
        SmallContent content = small(item, entry);
        put(out, item.local(content.crc32()));
        out.write(content.buffer(), 0, content.length());
        return content.crc32();
    }

    private SmallContent small(ZipItem item, Entry entry) throws IOException {
        if (entry.isFile() && item.size() > 0) {
            return Contents.small(scope, tree, entry);
        }
        byte[] bytes = entry.kind() == Entry.Kind.LINK ? ZipItems.target(entry) : new byte[0];
        return SmallContent.of(bytes, bytes.length);
    }

    private long large(OutputStream out, ZipItem item, Entry entry) throws IOException {
        put(out, item.local(0));
        StoredBlocks blocks = new StoredBlocks(out, item.size());
        try (Extent extent = tree.content(entry)) {
            Contents.copyVerified(scope, entry, extent, blocks);
        }
        put(out, item.descriptor(blocks.crc()));
        return blocks.crc();
    }

    private static void put(OutputStream out, ByteBuffer bytes) throws IOException {
        out.write(bytes.array(), 0, bytes.remaining());
    }

    private static final class Counting extends OutputStream {
        private final OutputStream out;
        private long bytes;

        Counting(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            out.write(buffer, offset, length);
            bytes += length;
        }
    }
}
