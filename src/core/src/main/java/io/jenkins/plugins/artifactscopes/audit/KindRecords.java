package io.jenkins.plugins.artifactscopes.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of one kind, the newest first. All files are opened at once, so that one that is moved aside meanwhile is read once. */
final class KindRecords implements Closeable {
    private final AuditKind kind;
    private final List<BackwardLines> files = new ArrayList<>();
    private int at;
    private @Nullable AuditRecord next;

    KindRecords(AuditKind kind, List<Path> newestFirst) throws IOException {
        this.kind = kind;
        try {
            for (Path file : newestFirst) {
                open(file);
            }
            advance();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void open(Path file) throws IOException {
        try {
            files.add(new BackwardLines(file));
        } catch (NoSuchFileException e) {
            // It was moved aside meanwhile, and what it had is in the next one.
            return;
        }
    }

    @Nullable
    AuditRecord peek() {
        return next;
    }

    void advance() throws IOException {
        Optional<AuditRecord> found = Optional.empty();
        while (found.isEmpty() && at < files.size()) {
            String line = files.get(at).previous();
            if (line == null) {
                at++;
            } else {
                found = AuditJson.read(kind, line);
            }
        }
        next = found.orElse(null);
    }

    @Override
    public void close() throws IOException {
        for (BackwardLines file : files) {
            file.close();
        }
    }
}
