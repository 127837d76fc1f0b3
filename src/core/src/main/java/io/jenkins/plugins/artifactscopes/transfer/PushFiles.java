package io.jenkins.plugins.artifactscopes.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the server keeps what was agreed on for each push, so that it holds across connections and restarts. */
final class PushFiles {
    private final Path root;
    private final InstantSource clock;
    private final Map<String, Integer> uses = new HashMap<>();

    PushFiles(Path root, InstantSource clock) {
        this.root = root;
        this.clock = clock;
    }

    /** A request is at work on the push, however long: until it is closed nothing of the push is swept. */
    Use use(String id) {
        synchronized (uses) {
            uses.merge(id, 1, Integer::sum);
        }
        return new Use(id);
    }

    Path root() {
        return root;
    }

    Path plan(String id) {
        return root.resolve(id + ".plan");
    }

    Path terms(String id) {
        return root.resolve(id + ".terms");
    }

    /** The entries, by number, whose digest was asked for. */
    Path wanted(String id) {
        return root.resolve(id + ".wanted");
    }

    /** The digests that were asked for, 32 bytes each, in the order of the entries. */
    Path digests(String id) {
        return root.resolve(id + ".digests");
    }

    /** The entries, by number, whose content is there. */
    Path known(String id) {
        return root.resolve(id + ".known");
    }

    /** Why the last stream of contents was refused. */
    Path refusal(String id) {
        return root.resolve(id + ".refusal");
    }

    /** A file that is on its way. */
    Path draft(String id) throws IOException {
        return Files.createTempFile(root, id + "-", ".tmp");
    }

    /** What the commit was answered with. */
    Path receipt(String id) {
        return root.resolve(id + ".receipt");
    }

    void write(Path file, byte[] bytes) throws IOException {
        Path draft = Files.createTempFile(root, "draft-", ".tmp");
        try {
            Files.write(draft, bytes);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(draft);
            throw e;
        }
    }

    void writeBits(Path file, BitSet bits) throws IOException {
        write(file, bits.toByteArray());
    }

    BitSet readBits(Path file) throws IOException {
        try {
            return BitSet.valueOf(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            // Nothing was asked for or nothing was known.
            return new BitSet();
        }
    }

    /** Deletes all of a push but its terms and its receipt. */
    void deleteAgreement(String id) throws IOException {
        Files.deleteIfExists(plan(id));
        Files.deleteIfExists(wanted(id));
        Files.deleteIfExists(digests(id));
        Files.deleteIfExists(known(id));
        Files.deleteIfExists(refusal(id));
    }

    void delete(String id) throws IOException {
        deleteAgreement(id);
        Files.deleteIfExists(receipt(id));
        Files.deleteIfExists(terms(id));
    }

    /** Deletes what no request has worked on since {@code before}. */
    void sweep(Instant before) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root)) {
            for (Path file : files) {
                if (!isUsed(file)) {
                    sweep(file, before);
                }
            }
        }
    }

    private boolean isUsed(Path file) {
        String id = file.getFileName().toString().split("[.-]", 2)[0];
        synchronized (uses) {
            return uses.containsKey(id);
        }
    }

    private static void sweep(Path file, Instant before) throws IOException {
        try {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // Another request deleted it in this moment.
            return;
        }
    }

    private void touch(String id) throws IOException {
        FileTime now = FileTime.from(clock.instant());
        for (Path file : List.of(plan(id), terms(id), wanted(id), digests(id), known(id))) {
            try {
                if (Files.exists(file)) {
                    Files.setLastModifiedTime(file, now);
                }
            } catch (NoSuchFileException e) {
                // The push was committed or given up in this moment.
                return;
            }
        }
    }

    /** One request's work on a push. From its end what was agreed on is kept for as long as from its beginning. */
    final class Use implements Closeable {
        private final String id;

        private Use(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }

        @Override
        public void close() throws IOException {
            try {
                touch(id);
            } finally {
                synchronized (uses) {
                    uses.computeIfPresent(id, (key, count) -> count == 1 ? null : count - 1);
                }
            }
        }
    }
}
