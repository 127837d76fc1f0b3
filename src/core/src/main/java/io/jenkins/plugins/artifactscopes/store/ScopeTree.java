package io.jenkins.plugins.artifactscopes.store;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** A snapshot of the entries at and below a path, with their contents, which stay readable until it is closed. */
public interface ScopeTree extends Closeable {
    /** The number of the scope's newest commit, deletions included; 0 where there was none. It changes whenever anything changes. */
    long version();

    /** The entries in the order of {@link io.jenkins.plugins.artifactscopes.path.ArtifactPath}; may be asked for repeatedly. */
    Iterator<Entry> entries();

    /** The entries from {@code from} on, in order. A store that can goes there without passing the others. */
    default Iterator<Entry> entries(ArtifactPath from) {
        Iterator<Entry> all = entries();
        while (all.hasNext()) {
            Entry first = all.next();
            if (first.path().compareTo(from) >= 0) {
                return Stream.concat(
                                Stream.of(first),
                                Stream.generate(() -> all)
                                        .takeWhile(Iterator::hasNext)
                                        .map(Iterator::next))
                        .iterator();
            }
        }
        return all;
    }

    /**
     * Where the bytes of a file of this tree lie. They are not verified: whoever reads them computes the digest and compares.
     *
     * @throws DamagedContent when they are not there
     */
    Extent content(Entry file) throws IOException;

    /**
     * The same, for a pull: where the content lies in one stored file with others, all of that is compared with its checksum before, unless
     * that was done since it was last written to. So a pull tells of damage that lies beside what it reads.
     *
     * @throws DamagedContent when it is not there, or what it lies in is not what was written
     */
    default Extent checkedContent(Entry file) throws IOException {
        return content(file);
    }

    /**
     * All of the stored file that has the content of {@code file} among others, if it has: in a format of the store's own, which whoever
     * reads it makes sure of. It is not verified: whoever reads all of it computes the checksum and compares. Empty where the content
     * lies alone.
     *
     * @throws DamagedContent when it is not there, or has another length
     */
    default Optional<Container> container(Entry file) throws IOException {
        return Optional.empty();
    }

    /** A range of a file on disk. The channel is shared with others: read it by position, and close the extent, not the channel. */
    interface Extent extends Closeable {
        /** To read from, by position only. */
        FileChannel channel();

        /** Of the first byte. */
        long offset();

        /** Bytes. */
        long length();

        /** Lets go of the channel; closing the tree does it too. */
        @Override
        void close() throws IOException;
    }

    /** A stored file that has several contents. */
    interface Container extends Extent {
        /** CRC-32C of all of it, as it was when it was written. */
        int crc32c();

        /** What to call it in an error. */
        String name();
    }
}
