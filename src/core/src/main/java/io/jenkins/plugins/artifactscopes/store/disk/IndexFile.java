package io.jenkins.plugins.artifactscopes.store.disk;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;

/**
 * The file of B-trees that indexes live in. What is in it is saved only between changes, so that after a crash all indexes are of
 * one moment: whoever changes several maps does so in {@link #change}.
 */
public final class IndexFile {
    /** Bytes of unsaved pages: more are saved before the next change. */
    private static final int LARGE = 8 << 20;

    /** Bytes of unsaved pages that a save takes a few milliseconds for. */
    private static final int EARLY = 1 << 20;

    /** Bytes that must be left on the disk besides what a save may write. */
    private static final int SPARE = 1 << 20;

    /** Bytes that are written at once to give back space. */
    private static final int COMPACTED = 1 << 20;

    private final MVStore store;
    private final ReentrantReadWriteLock consistency;

    /**
     * @param store opened with automatic commits disabled
     * @param consistency fair, and held for reading by every change of several maps, of whichever index
     */
    public IndexFile(MVStore store, ReentrantReadWriteLock consistency) {
        this.store = store;
        this.consistency = consistency;
    }

    /** To open maps from. */
    public MVStore store() {
        return store;
    }

    /** Runs a change of one or more maps, which a save sees whole or not at all. May be nested. */
    public <E extends Exception> void change(Change<E> change) throws E {
        if (consistency.getReadHoldCount() == 0) {
            saveWhenLarge();
        }
        consistency.readLock().lock();
        try {
            change.run();
        } finally {
            consistency.readLock().unlock();
        }
    }

    /** Changes maps. */
    @FunctionalInterface
    public interface Change<E extends Exception> {
        void run() throws E;
    }

    /** Saves if much is unsaved. To be called between changes, never in one. */
    void saveWhenLarge() {
        saveWhenLarger(LARGE);
    }

    /** Saves early, for who is in no hurry and is about to take a lock that others wait for, so that they need not save under it. */
    void saveEarly() {
        saveWhenLarger(EARLY);
    }

    private void saveWhenLarger(int bytes) {
        if (store.getUnsavedMemory() > bytes && consistency.getReadHoldCount() == 0) {
            save();
        }
    }

    /** A store of maps does not outlive a write that fails, so it is not tried where the disk is about to be full. */
    private boolean hasRoom() {
        FileStore<?> file = store.getFileStore();
        return file == null
                || PatientFiles.file(file.getFileName()).toFile().getUsableSpace()
                        > SPARE + 2L * store.getUnsavedMemory();
    }

    /**
     * Saves what has changed, unless the disk is about to be full. It is not synced: a lost index is told anew.
     */
    public void save() {
        consistency.writeLock().lock();
        try {
            if (store.hasUnsavedChanges() && hasRoom()) {
                store.commit();
            }
        } finally {
            consistency.writeLock().unlock();
        }
    }

    /**
     * Gives space of the file back that old versions take, little by little, so that nobody who changes something waits for all of it.
     *
     * @param percent how full its chunks are to be at least
     * @param bytes how much it may write for that
     */
    public void compact(int percent, int bytes) {
        for (int written = 0; written < bytes; written += COMPACTED) {
            if (!compactSome(percent)) {
                return;
            }
        }
    }

    /** False when there is nothing left to be done. */
    private boolean compactSome(int percent) {
        consistency.writeLock().lock();
        // The store of maps would not wait for its own lock.
        boolean interrupted = Thread.interrupted();
        try {
            return store.compact(percent, COMPACTED);
        } finally {
            consistency.writeLock().unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
