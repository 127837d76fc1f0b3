package io.jenkins.plugins.artifactscopes.http.download;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.DamagedContent;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.store.ScopeTree.Extent;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads contents so that damage never leaves as if it were whole: the end of a file is withheld until its digest fits, and of a file that
 * nobody has read whole lately, no part is given before it has been.
 */
final class Contents {
    private static final int BUFFER = 1 << 18;
    private static final int REMEMBERED = 10_000;
    private static final Duration TRUSTED = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final Map<Seen, Instant> whole = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Seen, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    Contents(InstantSource clock) {
        this.clock = clock;
    }

    private record Seen(ScopeId scope, String path, long push, Digest digest) {}

    /**
     * Writes a part of a file.
     *
     * @throws DamagedContent when it is not what was stored; the end is not written then
     */
    void write(ScopeId scope, ScopeTree tree, Entry file, ByteRange range, OutputStream out) throws IOException {
        Seen seen = new Seen(scope, file.path().value(), file.push().number(), file.requireDigest());
        try (Extent extent = tree.content(file)) {
            if (range.length() == file.size()) {
                copyVerified(scope, file, extent, out);
                remember(seen);
                return;
            }
            if (!isTrusted(seen)) {
                copyVerified(scope, file, extent, OutputStream.nullOutputStream());
                remember(seen);
            }
            copy(extent, range, out);
        }
    }

    private synchronized boolean isTrusted(Seen seen) {
        Instant at = whole.get(seen);
        return at != null && clock.instant().isBefore(at.plus(TRUSTED));
    }

    private synchronized void remember(Seen seen) {
        whole.remove(seen);
        whole.put(seen, clock.instant());
    }

    static void copyVerified(ScopeId scope, Entry file, Extent extent, OutputStream out) throws IOException {
        MessageDigest sha = Digest.sha256();
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, Math.max(1, file.size())));
        long done = 0;
        while (file.size() - done > BUFFER) {
            read(extent, done, buffer, BUFFER);
            sha.update(buffer.array(), 0, BUFFER);
            out.write(buffer.array(), 0, BUFFER);
            done += BUFFER;
        }
        int last = (int) (file.size() - done);
        read(extent, done, buffer, last);
        sha.update(buffer.array(), 0, last);
        if (!Digest.of(sha).equals(file.requireDigest())) {
            throw new DamagedContent("The content of " + file.path() + " in " + scope
                    + " is damaged: its digest is another than when it came in. Push it again.");
        }
        out.write(buffer.array(), 0, last);
    }

    private static void copy(Extent extent, ByteRange range, OutputStream out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, Math.max(1, range.length())));
        for (long done = 0; done < range.length(); ) {
            int count = (int) Math.min(BUFFER, range.length() - done);
            read(extent, range.first() + done, buffer, count);
            out.write(buffer.array(), 0, count);
            done += count;
        }
    }

    private static void read(Extent extent, long from, ByteBuffer buffer, int count) throws IOException {
        buffer.clear().limit(count);
        while (buffer.hasRemaining()) {
            if (extent.channel().read(buffer, extent.offset() + from + buffer.position()) < 0) {
                throw new EOFException("A stored file ends early");
            }
        }
    }
}
