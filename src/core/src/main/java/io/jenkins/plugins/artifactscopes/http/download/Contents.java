package io.jenkins.plugins.artifactscopes.http.download;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.DamagedContent;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.store.ScopeTree.Extent;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads contents so that damage never leaves as if it were whole, and yet begins to send at once: the end of what is asked for is withheld
 * until the digest of all of the file fits. What was found whole lately is sent as it lies.
 */
final class Contents {
    private static final int BUFFER = 1 << 18;
    private static final int REMEMBERED = 10_000;
    private static final Duration TRUSTED = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final FileSender sender;
    private final Map<Seen, Instant> whole = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Seen, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    Contents(InstantSource clock, FileSender sender) {
        this.clock = clock;
        this.sender = sender;
    }

    /**
     * Something that was read whole.
     *
     * @param what the digest of a file, or that it was a ZIP
     */
    private record Seen(ScopeId scope, String path, long version, String what) {}

    /**
     * Writes a part of a file.
     *
     * @throws DamagedContent when it is not what was stored; the end is not written then
     */
    void write(ScopeId scope, ScopeTree tree, Entry file, ByteRange range, OutputStream out) throws IOException {
        Seen seen = new Seen(
                scope,
                file.path().value(),
                file.push().number(),
                file.requireDigest().hex());
        if (file.size() > 0) {
            try (Extent extent = tree.content(file)) {
                write(seen, extent, range, out, to -> copyVerified(scope, file, extent, to));
            }
        }
    }

    /** Writes a part of a ZIP that is stored as such, verified as {@link #write} does. */
    void write(ScopeId scope, ScopeTree tree, String path, StoredZip zip, ByteRange range, OutputStream out)
            throws IOException {
        Seen seen = new Seen(scope, path, tree.version(), "zip");
        write(seen, zip.file(), range, out, to -> zip.writeVerified(scope, to));
    }

    /** Writes all of something, unless it finds damage. */
    @FunctionalInterface
    private interface Verified {
        void writeTo(OutputStream out) throws IOException;
    }

    private void write(Seen seen, Extent extent, ByteRange range, OutputStream out, Verified verified)
            throws IOException {
        if (!isTrusted(seen)) {
            Instant begun = clock.instant();
            if (range.length() == extent.length()) {
                verified.writeTo(out);
                remember(seen, begun);
                return;
            }
            long early = Math.max(0, range.length() - BUFFER);
            send(extent, range.first(), early, out);
            verified.writeTo(OutputStream.nullOutputStream());
            remember(seen, begun);
            send(extent, range.first() + early, range.length() - early, out);
        } else {
            send(extent, range.first(), range.length(), out);
        }
    }

    private void send(Extent extent, long first, long length, OutputStream out) throws IOException {
        if (length > 0) {
            sender.send(extent.channel(), extent.offset() + first, length, out);
        }
    }

    private synchronized boolean isTrusted(Seen seen) {
        Instant at = whole.get(seen);
        return at != null && clock.instant().isBefore(at.plus(TRUSTED));
    }

    private synchronized void remember(Seen seen, Instant at) {
        whole.remove(seen);
        whole.put(seen, at);
    }

    static void copyVerified(ScopeId scope, Entry file, Extent extent, OutputStream out) throws IOException {
        MessageDigest sha = Digest.sha256();
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, Math.max(1, file.size())));
        long done = 0;
        while (file.size() - done > BUFFER) {
            read(extent.channel(), extent.offset() + done, buffer, BUFFER);
            sha.update(buffer.array(), 0, BUFFER);
            out.write(buffer.array(), 0, BUFFER);
            done += BUFFER;
        }
        int last = (int) (file.size() - done);
        read(extent.channel(), extent.offset() + done, buffer, last);
        sha.update(buffer.array(), 0, last);
        requireSame(scope, file, Digest.of(sha));
        out.write(buffer.array(), 0, last);
    }

    /** A small file, verified. */
    static SmallContent small(ScopeId scope, ScopeTree tree, Entry file) throws IOException {
        byte[] bytes = new byte[(int) file.size()];
        try (Extent extent = tree.content(file)) {
            read(extent.channel(), extent.offset(), ByteBuffer.wrap(bytes), bytes.length);
        }
        SmallContent content = SmallContent.of(bytes, bytes.length);
        requireSame(scope, file, content.digest());
        return content;
    }

    private static void requireSame(ScopeId scope, Entry file, Digest found) throws DamagedContent {
        if (!found.equals(file.requireDigest())) {
            throw new DamagedContent("The content of " + file.path() + " in " + scope
                    + " is damaged: its digest is another than when it came in. Push it again.");
        }
    }

    static void copy(Extent extent, ByteRange range, OutputStream out) throws IOException {
        copy(extent.channel(), extent.offset() + range.first(), range.length(), out);
    }

    static void copy(FileChannel file, long offset, long length, OutputStream out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, Math.max(1, length)));
        for (long done = 0; done < length; ) {
            int count = (int) Math.min(BUFFER, length - done);
            read(file, offset + done, buffer, count);
            out.write(buffer.array(), 0, count);
            done += count;
        }
    }

    private static void read(FileChannel file, long from, ByteBuffer buffer, int count) throws IOException {
        buffer.clear().limit(count);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, from + buffer.position()) < 0) {
                throw new EOFException("A stored file ends early");
            }
        }
    }
}
