package io.jenkins.plugins.artifactscopes.transfer;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A plan in a temporary file, so that memory does not grow with the number of entries. */
final class PlanSpool implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final PlanTotals totals;

    PlanSpool(Path file, PlanTotals totals) {
        this.file = file;
        this.totals = totals;
    }

    /** Writes a plan into a new file in {@code directory}; when that fails, the file is gone. */
    static PlanSpool write(Path directory, Source source) throws IOException {
        Path file = Files.createTempFile(directory, "artifact-plan-", ".tmp");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
            PlanWriter writer = new PlanWriter(out);
            source.writeTo(writer);
            return new PlanSpool(file, writer.end());
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    PlanTotals totals() {
        return totals;
    }

    Path file() {
        return file;
    }

    PlanReader open() throws IOException {
        return read(file);
    }

    /** Opens the plan that is in {@code file}, which this side wrote and checked when it did. */
    static PlanReader read(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        return new PlanReader(in, new PlanLimits(Long.MAX_VALUE, Long.MAX_VALUE), PlanOrder.Shape.PATHS);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Tells the entries. */
    @FunctionalInterface
    interface Source {
        void writeTo(PlanWriter plan) throws IOException;
    }
}
