package io.jenkins.plugins.artifactscopes.zip;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The directory of a ZIP while its entries are written: in memory as long as it is small, then in a file of its own. */
public final class ZipDirectory implements Closeable {
    private final int inMemory;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable Path file;
    private @Nullable OutputStream spool;
    private long entries;
    private long length;

    /** @param inMemory bytes that are held in memory at the most */
    public ZipDirectory(int inMemory) {
        this.inMemory = inMemory;
    }

    /** Takes what {@link ZipItem#central} gave for an entry that is written. */
    public void add(ByteBuffer header) throws IOException {
        if (memory.size() + header.remaining() > inMemory) {
            spill();
        }
        memory.write(header.array(), 0, header.remaining());
        entries++;
        length += header.remaining();
    }

    /** How many were added. */
    public long entries() {
        return entries;
    }

    /** Bytes of all that was added. */
    public long length() {
        return length;
    }

    private void spill() throws IOException {
        if (file == null) {
            file = Files.createTempFile("artifact-zip", ".directory");
        }
        if (spool == null) {
            spool = Files.newOutputStream(file);
        }
        memory.writeTo(spool);
        memory.reset();
    }

    /** Writes the directory, which begins at {@code offset} of the ZIP, and the ZIP's end. */
    public void writeTo(OutputStream out, long offset) throws IOException {
        if (file != null && spool != null) {
            spill();
            spool.close();
            Files.copy(file, out);
        }
        memory.writeTo(out);
        ByteBuffer end = ZipEnd.of(entries, length, offset);
        out.write(end.array(), 0, end.remaining());
    }

    @Override
    public void close() throws IOException {
        if (spool != null && file != null) {
            spool.close();
            Files.delete(file);
        }
    }
}
