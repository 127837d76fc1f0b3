package io.jenkins.plugins.artifactscopes.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A file that lines are added to, each synced. When it is full it becomes {@code .1}, that becomes {@code .2}, and so on. */
final class RotatedFile implements Closeable {
    private final Path file;
    private final long maxBytes;
    private final int kept;
    private FileChannel channel;

    RotatedFile(Path file, long maxBytes, int kept) throws IOException {
        this.file = file;
        this.maxBytes = maxBytes;
        this.kept = kept;
        channel = open();
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    synchronized void append(byte[] line) throws IOException {
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
            if (Files.exists(full(file, i))) {
                Files.move(full(file, i), full(file, i + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(file, full(file, 1), StandardCopyOption.REPLACE_EXISTING);
        channel = open();
    }

    private static Path full(Path file, int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    /** Those that there are, the newest first. */
    static List<Path> all(Path file, int kept) {
        List<Path> all = new ArrayList<>();
        all.add(file);
        for (int i = 1; i <= kept; i++) {
            all.add(full(file, i));
        }
        all.removeIf(Files::notExists);
        return all;
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }
}
