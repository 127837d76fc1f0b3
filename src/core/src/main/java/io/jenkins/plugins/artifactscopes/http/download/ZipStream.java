package io.jenkins.plugins.artifactscopes.http.download;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.store.ScopeTree.Extent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.Iterator;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/**
 * Writes a tree as a ZIP while it reads it, with modes and links. Small files are read and verified before a byte of them leaves, and are
 * stored as they are; of large ones the end is withheld until the digest fits.
 */
public final class ZipStream {
    private final ScopeId scope;
    private final ScopeTree tree;
    private final ArtifactPath root;
    private final String prefix;
    private final Predicate<Entry> choice;

    /** @param root what names in the ZIP count from */
    ZipStream(ScopeId scope, ScopeTree tree, ArtifactPath root) {
        this(scope, tree, root, "", entry -> true);
    }

    /**
     * @param root what names in the ZIP count from
     * @param prefix goes before each name; empty, or with a slash at its end
     * @param choice which entries go into the ZIP
     */
    public ZipStream(ScopeId scope, ScopeTree tree, ArtifactPath root, String prefix, Predicate<Entry> choice) {
        this.scope = scope;
        this.tree = tree;
        this.root = root;
        this.prefix = prefix;
        this.choice = choice;
    }

    /**
     * Writes all of it; the stream stays open.
     *
     * @return how many entries
     */
    public int write(OutputStream out) throws IOException {
        // Not closed: that would end the answer as if it were whole when something fails.
        ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out);
        zip.setUseZip64(Zip64Mode.AsNeeded);
        zip.setEncoding("UTF-8");
        Iterator<Entry> entries = tree.entries();
        int count = 0;
        while (entries.hasNext()) {
            Entry entry = entries.next();
            if ((entry.path().equals(root) && entry.kind() == Entry.Kind.DIRECTORY) || !choice.test(entry)) {
                continue;
            }
            write(zip, entry);
            if (count++ == 0) {
                // Whoever waits sees that it has begun.
                out.flush();
            }
        }
        zip.finish();
        return count;
    }

    private void write(ZipArchiveOutputStream zip, Entry entry) throws IOException {
        String name = prefix
                + (entry.path().equals(root)
                        ? root.name()
                        : entry.path().relativeTo(root).value());
        switch (entry.kind()) {
            case DIRECTORY -> stored(zip, name + "/", UnixStat.DIR_FLAG | entry.mode(), entry, new byte[0]);
            case LINK ->
                stored(
                        zip,
                        name,
                        UnixStat.LINK_FLAG | 0777,
                        entry,
                        entry.requireTarget().getBytes(StandardCharsets.UTF_8));
            case FILE -> file(zip, name, entry);
        }
    }

    private void file(ZipArchiveOutputStream zip, String name, Entry entry) throws IOException {
        try (Extent extent = tree.content(entry)) {
            if (entry.size() <= ScopePush.SMALL) {
                ByteArrayOutputStream content = new ByteArrayOutputStream((int) entry.size());
                Contents.copyVerified(scope, entry, extent, content);
                stored(zip, name, UnixStat.FILE_FLAG | entry.mode(), entry, content.toByteArray());
                return;
            }
            // Its CRC is not known ahead, which only the deflated method can do without; level 0 costs next to nothing.
            zip.setLevel(MediaTypes.isPacked(name) ? Deflater.NO_COMPRESSION : Deflater.BEST_SPEED);
            ZipArchiveEntry zipped = entry(name, UnixStat.FILE_FLAG | entry.mode(), entry);
            zipped.setMethod(ZipMethod.DEFLATED.getCode());
            zipped.setSize(entry.size());
            zip.putArchiveEntry(zipped);
            Contents.copyVerified(scope, entry, extent, zip);
            zip.closeArchiveEntry();
        }
    }

    private static void stored(ZipArchiveOutputStream zip, String name, int mode, Entry entry, byte[] content)
            throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipArchiveEntry zipped = entry(name, mode, entry);
        zipped.setMethod(ZipMethod.STORED.getCode());
        zipped.setSize(content.length);
        zipped.setCrc(crc.getValue());
        zip.putArchiveEntry(zipped);
        zip.write(content);
        zip.closeArchiveEntry();
    }

    private static ZipArchiveEntry entry(String name, int mode, Entry entry) {
        ZipArchiveEntry zipped = new ZipArchiveEntry(name);
        zipped.setUnixMode(mode);
        zipped.setLastModifiedTime(FileTime.from(entry.modified()));
        return zipped;
    }
}
