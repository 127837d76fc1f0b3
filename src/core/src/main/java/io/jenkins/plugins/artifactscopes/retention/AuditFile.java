package io.jenkins.plugins.artifactscopes.retention;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.Removal;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes what was deleted to a file, one JSON object a line: who or which rule, what, how much. When the file is full it becomes
 * {@code .1}, that becomes {@code .2}, and so on. Each record is synced to disk before the deletion is answered, or before the sweep goes
 * on; a crash right after a deletion can lose its record, never the other way round.
 */
public final class AuditFile implements RetentionAudit, Closeable {
    private static final Logger LOGGER = Logger.getLogger(AuditFile.class.getName());
    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;
    private final long maxBytes;
    private final int kept;
    private final InstantSource clock;
    private final AtomicLong failures = new AtomicLong();
    private FileChannel channel;

    /**
     * @param maxBytes of one file; a record begins a new one rather than going beyond
     * @param kept how many full files are kept beside the one that is written, at least 1
     */
    public AuditFile(Path file, long maxBytes, int kept, InstantSource clock) throws IOException {
        this.file = file;
        this.maxBytes = maxBytes;
        this.kept = kept;
        this.clock = clock;
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        channel = open();
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    /** What goes into a record; the first and last path in their order, the same where there is but one. */
    private record Run(String first, String last, long files, long bytes) {
        Run plus(Entry entry) {
            return new Run(first, entry.path().value(), files + 1, bytes + size(entry));
        }

        static Run of(Entry entry) {
            String path = entry.path().value();
            return new Run(path, path, 1, size(entry));
        }

        private static long size(Entry entry) {
            return entry.isFile() ? entry.size() : 0;
        }
    }

    /** One record for each rule; all of them are of one artifact. */
    @Override
    public void deleted(ScopeId scope, List<Expired> expired, Removal removal) {
        Map<String, Run> runs = new LinkedHashMap<>();
        for (Expired one : expired) {
            String reason = one.decision().words();
            Run before = runs.get(reason);
            runs.put(reason, before == null ? Run.of(one.entry()) : before.plus(one.entry()));
        }
        runs.forEach((reason, run) -> write(scope, "retention", reason, run));
    }

    @Override
    public void deletedBy(String who, ScopeId scope, ArtifactPath path, Removal removal) {
        String at = path.isRoot() ? "." : path.value();
        write(scope, who, "asked for", new Run(at, at, removal.files(), removal.bytes()));
    }

    /** How many records could not be written. */
    public long failures() {
        return failures.get();
    }

    private void write(ScopeId scope, String who, String reason, Run run) {
        try {
            append(line(scope, who, reason, run));
        } catch (IOException e) {
            // What is deleted is deleted. Whoever watches sees the number, and the log has the record.
            failures.incrementAndGet();
            LOGGER.log(
                    Level.SEVERE,
                    "The deletion of " + run.first + " in " + scope + " by " + who + " (" + reason
                            + ") could not be written to " + file,
                    e);
        }
    }

    private byte[] line(ScopeId scope, String who, String reason, Run run) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField(
                    "time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
            json.writeStringField("by", who);
            json.writeStringField("reason", reason);
            json.writeStringField("scope", scope.scope().word());
            json.writeStringField("project", scope.project());
            if (scope.workflow().isPresent()) {
                json.writeStringField("workflow", scope.workflow().get());
            }
            if (scope.job().isPresent()) {
                json.writeStringField("job", scope.job().get());
            }
            json.writeStringField("path", run.first);
            if (!run.last.equals(run.first)) {
                json.writeStringField("to", run.last);
            }
            json.writeNumberField("files", run.files);
            json.writeNumberField("bytes", run.bytes);
            json.writeEndObject();
        }
        out.write('\n');
        return out.toByteArray();
    }

    private synchronized void append(byte[] line) throws IOException {
        // An interrupted thread would close the file for all; it stays interrupted afterwards.
        boolean interrupted = Thread.interrupted();
        try {
            if (!channel.isOpen()) {
                channel = open();
            }
            if (channel.size() > 0 && channel.size() + line.length > maxBytes) {
                rotate();
            }
            ByteBuffer bytes = ByteBuffer.wrap(line);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void rotate() throws IOException {
        channel.close();
        for (int i = kept - 1; i >= 1; i--) {
            if (Files.exists(full(i))) {
                Files.move(full(i), full(i + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(file, full(1), StandardCopyOption.REPLACE_EXISTING);
        channel = open();
    }

    private Path full(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }
}
