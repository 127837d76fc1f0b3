package io.jenkins.plugins.artifactscopes.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The directory that everything happens in, and so one file system for both works of a pair. Trees are left until the end: ext4 gives out
 * no inode again within a minute of its deletion, and looks at each such inode whenever it creates a file, so that after the deletion of
 * ten thousand files both works would mostly measure that.
 */
final class Disk {
    private static final int BUFFER = 1 << 20;

    private final Path directory;
    private final Random random = new Random();
    private long taken;

    Disk(Path directory) throws IOException {
        this.directory = directory;
        delete(directory);
        Files.createDirectories(directory);
    }

    Path directory() {
        return directory;
    }

    /** A path that nothing is at. */
    Path fresh(String name) {
        return directory.resolve(name + "-" + taken++);
    }

    /** Files of random bytes, a hundred in each directory: none is like another, and none can be compressed. */
    Path tree(int files, int size) throws IOException {
        Path tree = fresh("tree");
        byte[] content = new byte[size];
        for (int i = 0; i < files; i++) {
            Path parent = tree.resolve(String.format("d%03d", i / 100));
            if (i % 100 == 0) {
                Files.createDirectories(parent);
            }
            random.nextBytes(content);
            Files.write(parent.resolve(String.format("file-%05d.bin", i)), content);
        }
        return tree;
    }

    /** Gives every hundredth file another content. */
    void changeOnePercent(Path tree, int files, int size) throws IOException {
        byte[] content = new byte[size];
        for (int i = random.nextInt(100); i < files; i += 100) {
            random.nextBytes(content);
            Files.write(tree.resolve(String.format("d%03d/file-%05d.bin", i / 100, i)), content);
        }
    }

    /** One file of random bytes. */
    Path file(long size) throws IOException {
        Path file = fresh("file");
        byte[] content = new byte[BUFFER];
        try (var out = Files.newOutputStream(file)) {
            for (long done = 0; done < size; done += BUFFER) {
                random.nextBytes(content);
                out.write(content);
            }
        }
        return file;
    }

    /** Leaves nothing to be written that is not of the work measured next. */
    void settle() throws IOException, InterruptedException {
        Command.run("sync", "-f", directory.toString());
    }

    static void delete(Path tree) throws IOException {
        if (Files.notExists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
