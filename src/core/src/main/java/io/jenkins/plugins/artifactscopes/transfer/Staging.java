package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.store.DamagedContent;
import io.jenkins.plugins.artifactscopes.store.Digest;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A hidden directory in which a pull is put together, on the file system of its destination. Whatever happens, closing it leaves nothing of it.
 */
final class Staging implements Closeable {
    private static final Set<OpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Path directory;
    private final Path tree;
    private final List<Path> parents;
    private final LocalModes modes;
    private boolean placed;

    private Staging(Path directory, List<Path> parents) throws IOException {
        this.directory = directory;
        this.tree = directory.resolve("tree");
        this.parents = parents;
        this.modes = LocalModes.probe(directory);
    }

    /** Makes one inside a destination that is a directory, else beside it, where missing directories are created. */
    static Staging create(Path destination, RandomGenerator random) throws IOException {
        Path parent = Files.isDirectory(destination) ? destination : destination.getParent();
        if (parent == null) {
            throw new TransferFailed("Cannot pull to " + destination + ": it is in no directory");
        }
        List<Path> created = new ArrayList<>();
        try {
            createMissing(parent, created);
            Path directory = parent.resolve(".artifact-pull-" + HexFormat.of().toHexDigits(random.nextLong()));
            Files.createDirectory(directory);
            return new Staging(directory, created);
        } catch (IOException e) {
            deleteEmpty(created);
            throw LocalFailure.of("create files in", parent, e);
        }
    }

    private static void createMissing(Path directory, List<Path> created) throws IOException {
        Path parent = directory.getParent();
        if (Files.isDirectory(directory)) {
            return;
        }
        if (parent != null) {
            createMissing(parent, created);
        }
        Files.createDirectory(directory);
        created.add(directory);
    }

    private static void deleteEmpty(List<Path> created) throws IOException {
        for (int i = created.size() - 1; i >= 0; i--) {
            Files.deleteIfExists(created.get(i));
        }
    }

    Path file(PlanEntry entry) throws TransferFailed {
        return LocalNames.resolve(tree, entry.path());
    }

    /** Where what is pulled lies until it is put in its place. */
    Path tree() {
        return tree;
    }

    LocalModes modes() {
        return modes;
    }

    void directory(PlanEntry entry) throws IOException {
        Path path = file(entry);
        try {
            Files.createDirectory(path, modes.directoryCreation(entry.mode()));
        } catch (IOException e) {
            throw LocalFailure.of("create", path, e);
        }
    }

    /**
     * Writes a small file.
     *
     * @throws DamagedContent when the content is not what was stored; then nothing is written
     */
    void small(PlanEntry entry, byte[] buffer, int offset) throws IOException {
        int length = (int) entry.size();
        requireSame(entry, Digest.ofContent(buffer, offset, length));
        Path path = file(entry);
        try {
            try (FileChannel channel = open(entry)) {
                ByteBuffer content = ByteBuffer.wrap(buffer, offset, length);
                while (content.hasRemaining()) {
                    channel.write(content);
                }
            }
            modes.finishFile(path, entry.mode(), entry.modified());
        } catch (IOException e) {
            throw LocalFailure.of("write", path, e);
        }
    }

    static void requireSame(PlanEntry entry, Digest found) throws DamagedContent {
        if (!found.equals(entry.requireDigest())) {
            throw new DamagedContent("What arrived for '" + entry.path() + "' is damaged: it has " + found + ", but "
                    + entry.digest() + " was stored. Pull it again; if that fails too, push it again.");
        }
    }

    FileChannel open(PlanEntry entry) throws IOException {
        return FileChannel.open(file(entry), NEW, modes.creation(entry.mode()));
    }

    /** Starts over: what was put together so far is gone. */
    void clear() throws IOException {
        Deletion.of(tree);
    }

    /** What was pulled is in its place: directories that were created for it stay. */
    void placed() {
        placed = true;
    }

    @Override
    public void close() throws IOException {
        Deletion.of(directory);
        if (!placed) {
            try {
                deleteEmpty(parents);
            } catch (NoSuchFileException | DirectoryNotEmptyException e) {
                // Something else was put there meanwhile, which is not ours to delete.
                return;
            }
        }
    }
}
