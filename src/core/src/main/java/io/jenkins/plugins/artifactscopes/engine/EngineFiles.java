package io.jenkins.plugins.artifactscopes.engine;

import io.jenkins.plugins.artifactscopes.catalog.FormerPins;
import io.jenkins.plugins.artifactscopes.store.disk.PatientFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/** The files of an engine besides its scopes: the lock, the index, and the mark that tells whether the last process ended in order. */
final class EngineFiles implements Closeable {
    private static final int CACHE_MIB = 16;

    /** Of what the index has; one more whenever that changes. */
    private static final int FORMAT = 5;

    private final Path directory;
    private final FileChannel channel;
    private final FileLock lock;
    private boolean mustCatchUp;
    private @Nullable Remade remade;

    private EngineFiles(Path directory, FileChannel channel, FileLock lock) {
        this.directory = directory;
        this.channel = channel;
        this.lock = lock;
        mustCatchUp = Files.exists(mark()) || Files.notExists(index());
        if (Files.notExists(index()) && Files.exists(directory.resolve("runs"))) {
            remade = new Remade(index(), Remade.Why.MISSING);
        }
    }

    /**
     * Takes the directory for this process alone.
     *
     * @throws IOException when another process has it
     */
    static EngineFiles lock(Path directory) throws IOException {
        Files.createDirectories(directory);
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = tryLock(channel);
            if (lock != null) {
                return new EngineFiles(directory, channel, lock);
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new IOException(directory + " is in use by another process. Stop that one, or choose another home.");
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another engine of this process has it.
            return null;
        }
    }

    private Path index() {
        return directory.resolve("catalog.mv");
    }

    private Path mark() {
        return directory.resolve("running");
    }

    /** Says until when leftovers are looked for everywhere; not there as a rule. */
    Path leftovers() {
        return directory.resolve("leftovers");
    }

    /** Whether the index may lack what the scopes have. */
    boolean mustCatchUp() {
        return mustCatchUp;
    }

    /** Why the index was begun anew although there was one before; empty where it was not. */
    Optional<Remade> remade() {
        return Optional.ofNullable(remade);
    }

    void markRunning() throws IOException {
        Files.writeString(mark(), "The process that wrote this has not ended in order, if it is not running still.\n");
    }

    void markEnded() throws IOException {
        Files.deleteIfExists(mark());
    }

    /** Forgets the index; the next to open it tells it anew. */
    void dropIndex() throws IOException {
        Files.deleteIfExists(index());
    }

    /** Opens the index; one that is damaged is put aside, one of another version is deleted, and a new one begun. */
    MVStore openIndex() throws IOException {
        try {
            MVStore store = open();
            if (store.getStoreVersion() != FORMAT && !store.getMapNames().isEmpty()) {
                FormerPins.rescue(store, directory.resolve("pins"));
                store.close();
                dropIndex();
                mustCatchUp = true;
                store = open();
            }
            store.setStoreVersion(FORMAT);
            return store;
        } catch (MVStoreException e) {
            Files.move(index(), directory.resolve("catalog.damaged.mv"), StandardCopyOption.REPLACE_EXISTING);
            mustCatchUp = true;
            remade = new Remade(index(), Remade.Why.DAMAGED);
            MVStore store = open();
            store.setStoreVersion(FORMAT);
            return store;
        }
    }

    private MVStore open() {
        return new MVStore.Builder()
                .fileName(PatientFiles.name(index()))
                .autoCommitDisabled()
                .cacheSize(CACHE_MIB)
                .open();
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            lock.release();
        }
    }
}
