package io.jenkins.plugins.artifactscopes.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Iterator;

/** A snapshot of the entries at and below a path, with their contents, which stay readable until it is closed. */
public interface ScopeTree extends Closeable {
    /** The number of the scope's newest commit, deletions included; 0 where there was none. It changes whenever anything changes. */
    long version();

    /** The entries in the order of {@link io.jenkins.plugins.artifactscopes.path.ArtifactPath}; may be asked for repeatedly. */
    Iterator<Entry> entries();

    /**
     * Where the bytes of a file of this tree lie. They are not verified: whoever reads them computes the digest and compares.
     *
     * @throws DamagedContent when they are not there
     */
    Extent content(Entry file) throws IOException;

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
}
