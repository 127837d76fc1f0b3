package io.jenkins.plugins.artifactscopes.http.download;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.DamagedContent;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.store.ScopeTree.Container;
import io.jenkins.plugins.artifactscopes.store.ScopeTree.Extent;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import io.jenkins.plugins.artifactscopes.zip.ZipItem;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Iterator;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * A file of the store that happens to be a ZIP of exactly a tree's entries, under the names that they would be given: it is sent as it
 * lies. So it is for a scope of small files that was pushed in one go, and for an artifact that is one small file.
 */
final class StoredZip implements Closeable {
    /** More take longer to compare than a download may take to begin. */
    private static final int MOST_ENTRIES = 4096;

    private static final int MOST_BYTES = 2 << 20;
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_LENGTH = 46;

    private final ScopeTree tree;
    private final ArtifactPath root;
    private final Container file;

    private StoredZip(ScopeTree tree, ArtifactPath root, Container file) {
        this.tree = tree;
        this.root = root;
        this.file = file;
    }

    /** The file that is the ZIP of {@code tree}, if there is one. */
    static Optional<StoredZip> of(ScopeTree tree, ArtifactPath root) throws IOException {
        Iterator<Entry> entries = tree.entries();
        for (int i = 0; i < MOST_ENTRIES && entries.hasNext(); i++) {
            Entry entry = entries.next();
            if (entry.isFile() && entry.size() > 0) {
                Optional<StoredZip> zip = tree.container(entry).map(file -> new StoredZip(tree, root, file));
                if (zip.isEmpty() || zip.get().isWhole()) {
                    return zip;
                }
                zip.get().close();
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    long length() {
        return file.length();
    }

    Extent file() {
        return file;
    }

    /** Compares the directory of the ZIP with the tree, one by one: a hard link may have come from a push that gave other names. */
    private boolean isWhole() throws IOException {
        if (file.length() < END_LENGTH) {
            return false;
        }
        ByteBuffer end = read(file.length() - END_LENGTH, END_LENGTH);
        long entries = end.getShort(10) & 0xffff;
        long length = end.getInt(12) & ZipItem.MAX_INT;
        long offset = end.getInt(16) & ZipItem.MAX_INT;
        return end.getInt(0) == END
                && entries <= MOST_ENTRIES
                && length <= MOST_BYTES
                && offset + length + END_LENGTH == file.length()
                && isWhole(read(offset, (int) length), entries, offset);
    }

    private boolean isWhole(ByteBuffer directory, long count, long end) throws IOException {
        Iterator<Entry> entries = tree.entries();
        long left = count;
        while (entries.hasNext()) {
            Entry entry = entries.next();
            if (ZipStream.has(entry, root)) {
                int at = directory.position();
                if (left-- == 0 || !isSame(directory, ZipItems.of(entry, root, ""))) {
                    return false;
                }
                long next = left == 0 ? end : directory.getInt(directory.position() + 42) & ZipItem.MAX_INT;
                if (!ends(entry, next) || directory.position() == at) {
                    return false;
                }
            }
        }
        return left == 0;
    }

    /** Passes over one header. */
    private static boolean isSame(ByteBuffer directory, ZipItem item) {
        int at = directory.position();
        if (directory.remaining() < CENTRAL_LENGTH || directory.getInt(at) != CENTRAL) {
            return false;
        }
        int name = directory.getShort(at + 28) & 0xffff;
        int more = (directory.getShort(at + 30) & 0xffff) + (directory.getShort(at + 32) & 0xffff);
        if (directory.remaining() < CENTRAL_LENGTH + name + more) {
            return false;
        }
        directory.position(at + CENTRAL_LENGTH + name + more);
        return directory.getShort(at + 10) == 0
                && (directory.getInt(at + 24) & ZipItem.MAX_INT) == item.size()
                && directory.getInt(at + 38) >>> 16 == item.attributes() >>> 16
                && directory.slice(at + CENTRAL_LENGTH, name).equals(ByteBuffer.wrap(item.name()));
    }

    /** Whether the content of a file lies in this one, right before {@code next}. */
    private boolean ends(Entry entry, long next) throws IOException {
        if (!entry.isFile() || entry.size() == 0) {
            return true;
        }
        try (Extent content = tree.content(entry)) {
            return content.channel() == file.channel() && content.offset() + entry.size() == next;
        }
    }

    /**
     * Writes all of it, and each content only once its digest fits. What stands between the contents has no digest: without the end of
     * its directory a ZIP is not whole, so that is withheld until the checksum of everything fits.
     */
    void writeVerified(ScopeId scope, OutputStream out) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32C());
        writeContents(scope, checked);
        ByteBuffer end = read(file.length() - END_LENGTH, END_LENGTH);
        checked.getChecksum().update(end.duplicate());
        if ((int) checked.getChecksum().getValue() != file.crc32c()) {
            throw new DamagedContent("The content of " + scope + " is damaged: " + file.name()
                    + " has another checksum than when it was written. Push its files again.");
        }
        out.write(end.array(), 0, END_LENGTH);
    }

    /** Writes all but the end of the directory. */
    private void writeContents(ScopeId scope, OutputStream out) throws IOException {
        long done = 0;
        Iterator<Entry> entries = tree.entries();
        while (entries.hasNext()) {
            Entry entry = entries.next();
            if (entry.isFile() && entry.size() > 0) {
                SmallContent content = Contents.small(scope, tree, entry);
                try (Extent extent = tree.content(entry)) {
                    Contents.copy(file, new ByteRange(done, extent.offset() - done), out);
                    done = extent.offset() + content.length();
                }
                out.write(content.buffer(), 0, content.length());
            }
        }
        Contents.copy(file, new ByteRange(done, file.length() - END_LENGTH - done), out);
    }

    private ByteBuffer read(long from, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        FileChannel channel = file.channel();
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw new EOFException("A stored file ends early");
            }
        }
        return buffer.flip();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
