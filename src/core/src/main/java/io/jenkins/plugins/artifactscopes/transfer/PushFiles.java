package io.jenkins.plugins.artifactscopes.transfer;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.BitSet;

/** Where the server keeps what was agreed on for each push, so that it holds across connections and restarts. */
final class PushFiles {
    private final Path root;

    PushFiles(Path root) {
        this.root = root;
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

    /** Deletes all of a push but its terms. */
    void deleteAgreement(String id) throws IOException {
        Files.deleteIfExists(plan(id));
        Files.deleteIfExists(wanted(id));
        Files.deleteIfExists(digests(id));
        Files.deleteIfExists(known(id));
        Files.deleteIfExists(refusal(id));
    }

    void delete(String id) throws IOException {
        deleteAgreement(id);
        Files.deleteIfExists(terms(id));
    }

    /** Deletes what was not written to since {@code before}. */
    void sweep(Instant before) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (NoSuchFileException e) {
            // Another request deleted it in this moment.
            return;
        }
    }
}
