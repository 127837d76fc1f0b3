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
import java.util.TreeMap;

/** Reads what a store has, as a pull does: no content counts before its digest is compared. */
final class StoredFiles {
    private StoredFiles() {}

    static byte[] read(ScopeTree tree, Entry file) throws IOException {
        try (ScopeTree.Extent extent = tree.content(file)) {
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
