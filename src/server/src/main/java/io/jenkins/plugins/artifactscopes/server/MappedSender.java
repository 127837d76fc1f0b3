package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.http.download.FileSender;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/** Hands the pages of a file to the connection as they are: Jetty writes them from where the system keeps them, and nothing is copied. */
final class MappedSender implements FileSender {
    /** Bytes that are mapped at once: enough to make a mapping worth its while, few enough for any address space. */
    private static final long WINDOW = 8 << 20;

    /** Bytes: less is copied, which costs less than a mapping. */
    private static final long LEAST = 64 << 10;

    @Override
    public void send(FileChannel file, long offset, long length, OutputStream out) throws IOException {
        if (length < LEAST || !(out instanceof PacedOutput output) || !output.takesBuffers()) {
            COPY.send(file, offset, length, out);
            return;
        }
        for (long done = 0; done < length; done += WINDOW) {
            output.write(file.map(MapMode.READ_ONLY, offset + done, Math.min(WINDOW, length - done)));
        }
    }
}
