package io.jenkins.plugins.artifactscopes.http.download;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;

/** Sends bytes of a stored file as they lie. A host whose answers can take them without a copy brings its own. */
@FunctionalInterface
public interface FileSender {
    /** Reads and writes, as any host can. */
    FileSender COPY = Contents::copy;

    /**
     * @param file to read by position
     * @param offset of the first byte
     * @param length bytes, all of which the file has
     * @param out the answer's own
     */
    void send(FileChannel file, long offset, long length, OutputStream out) throws IOException;
}
