package io.jenkins.plugins.artifactscopes.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes a plan as {@link PlanFormat} says, and counts. */
final class PlanWriter {
    private final OutputStream out;
    private byte[] previous = new byte[0];
    private long entries;
    private long files;
    private long links;
    private long bytes;

    PlanWriter(OutputStream out) {
        this.out = out;
    }

    void write(PlanEntry entry) throws IOException {
        out.write(code(entry));
        writePath(entry.path().value().getBytes(StandardCharsets.UTF_8));
        if (entry.mode() != PlanEntry.NO_MODE) {
            Varint.write(out, entry.mode());
            Varint.writeSigned(out, entry.modified().getEpochSecond());
            Varint.write(out, entry.modified().getNano());
        }
        switch (entry.kind()) {
            case FILE -> writeFile(entry);
            case LINK -> writeTarget(entry.requireTarget().getBytes(StandardCharsets.UTF_8));
            case DIRECTORY -> {}
        }
        entries++;
    }

    private static int code(PlanEntry entry) {
        return switch (entry.kind()) {
            case FILE -> entry.digest() == null ? PlanFormat.FILE : PlanFormat.DIGESTED;
            case DIRECTORY -> entry.mode() == PlanEntry.NO_MODE ? PlanFormat.IMPLIED : PlanFormat.DIRECTORY;
            case LINK -> PlanFormat.LINK;
        };
    }

    private void writePath(byte[] path) throws IOException {
        int mismatch = Arrays.mismatch(previous, path);
        int shared = mismatch < 0 ? path.length : mismatch;
        Varint.write(out, shared);
        Varint.write(out, path.length - shared);
        out.write(path, shared, path.length - shared);
        previous = path;
    }

    private void writeFile(PlanEntry entry) throws IOException {
        Varint.write(out, entry.size());
        if (entry.digest() != null) {
            out.write(entry.requireDigest().bytes());
        }
        files++;
        bytes = Math.addExact(bytes, entry.size());
    }

    private void writeTarget(byte[] target) throws IOException {
        Varint.write(out, target.length);
        out.write(target);
        links++;
    }

    /** Writes the end; the stream stays open. */
    PlanTotals end() throws IOException {
        out.write(PlanFormat.END);
        Varint.write(out, entries);
        Varint.write(out, bytes);
        return new PlanTotals(entries, files, links, bytes);
    }
}
