package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.store.Digest;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;

/** Which contents of a push need not be sent, and their digests, read along with the plan. */
final class KnownContents implements Closeable {
    private final BitSet wanted;
    private final BitSet known;
    private final InputStream digests;

    KnownContents(BitSet wanted, BitSet known, InputStream digests) {
        this.wanted = wanted;
        this.known = known;
        this.digests = digests;
    }

    /** When no digest was told, nothing is known. */
    static KnownContents read(BitSet wanted, BitSet known, Path digests) throws IOException {
        try {
            return new KnownContents(wanted, known, new BufferedInputStream(Files.newInputStream(digests)));
        } catch (NoSuchFileException e) {
            return new KnownContents(new BitSet(), new BitSet(), InputStream.nullInputStream());
        }
    }

    void skipTo(long number) throws IOException {
        digests.skipNBytes((long) wanted.get(0, (int) number).cardinality() * Digest.LENGTH);
    }

    /** The digest of the entry, if its content need not be sent; asked for each file in order. */
    Optional<Digest> digest(long number) throws IOException {
        if (!wanted.get((int) number)) {
            return Optional.empty();
        }
        byte[] digest = new byte[Digest.LENGTH];
        Varint.readFully(digests, digest, 0, digest.length);
        return known.get((int) number) ? Optional.of(Digest.of(digest)) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        digests.close();
    }
}
