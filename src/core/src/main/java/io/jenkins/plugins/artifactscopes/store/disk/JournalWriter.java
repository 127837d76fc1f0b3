package io.jenkins.plugins.artifactscopes.store.disk;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/** Writes lines, one after the other, without any guarantee before it is closed. */
final class JournalWriter implements Closeable {
    private static final int BUFFER = 64 << 10;

    private final OutputStream raw;
    private final OutputStream out;
    private final JsonGenerator json;
    private long lines;

    JournalWriter(Path file, OpenOption... options) throws IOException {
        raw = Files.newOutputStream(file, options);
        out = new BufferedOutputStream(raw, BUFFER);
        json = LineJson.generator(out);
    }

    void add(Line line) throws IOException {
        LineJson.write(json, line);
        json.flush();
        out.write('\n');
        lines++;
    }

    /** How many lines were added. */
    long lines() {
        return lines;
    }

    /** Hands all lines to the system, so that they can be read back. */
    void flush() throws IOException {
        json.flush();
        out.flush();
    }

    /** Lets go of it without what waits to be written, so that a full disk cannot object. */
    void abandon() throws IOException {
        raw.close();
    }

    @Override
    public void close() throws IOException {
        try (out) {
            json.flush();
        }
    }
}
