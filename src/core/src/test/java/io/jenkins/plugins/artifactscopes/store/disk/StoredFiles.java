package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.DamagedContent;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** Reads what a store has, as a pull does: no content counts before its digest is compared. */
final class StoredFiles {
    private StoredFiles() {}

    static byte[] read(ScopeTree tree, Entry file) throws IOException {
        return read(file, tree.content(file));
    }

    /** As a pull does, which looks at what lies beside the content too. */
    static byte[] pulled(ScopeTree tree, Entry file) throws IOException {
        return read(file, tree.checkedContent(file));
    }

    private static byte[] read(Entry file, ScopeTree.Extent content) throws IOException {
        try (ScopeTree.Extent extent = content) {
            ByteBuffer bytes = ByteBuffer.allocate((int) extent.length());
            while (bytes.hasRemaining()) {
                if (extent.channel().read(bytes, extent.offset() + bytes.position()) < 0) {
                    throw new DamagedContent(file.path() + " is cut off");
                }
            }
            if (!Digest.ofContent(bytes.array(), 0, bytes.capacity()).equals(file.requireDigest())) {
                throw new DamagedContent(file.path() + " has another digest");
            }
            return bytes.array();
        }
    }

    /** Reads the segment that a file lies in, if it lies in one, as who sends it as it lies. */
    static void readContainer(ScopeTree tree, Entry file) throws IOException {
        Optional<ScopeTree.Container> container = tree.container(file);
        if (container.isPresent()) {
            try (ScopeTree.Container segment = container.get()) {
                ByteBuffer bytes = ByteBuffer.allocate((int) segment.length());
                segment.channel().read(bytes, segment.offset());
                CRC32C crc = new CRC32C();
                crc.update(bytes.flip());
                if ((int) crc.getValue() != segment.crc32c()) {
                    throw new DamagedContent(segment.name() + " has another checksum");
                }
            }
        }
    }

    static Map<String, byte[]> all(ScopeStore store, ScopeId scope) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>(ArtifactPath::compare);
        try (ScopeTree tree = store.open(scope, ArtifactPath.ROOT)) {
            Iterator<Entry> entries = tree.entries();
            while (entries.hasNext()) {
                Entry entry = entries.next();
                if (entry.isFile()) {
                    contents.put(entry.path().value(), read(tree, entry));
                }
            }
        }
        return contents;
    }
}
