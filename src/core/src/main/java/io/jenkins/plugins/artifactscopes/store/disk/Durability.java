package io.jenkins.plugins.artifactscopes.store.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How far a write must have got before it counts. */
public enum Durability {
    /** It survives a loss of power. */
    DISK {
        @Override
        void sync(FileChannel channel) throws IOException {
            channel.force(true);
        }

        @Override
        void syncDirectory(Path directory) throws IOException {
            if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
                try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        }
    },
    /** It survives the death of the process, which is enough for tests and for stores that can be filled again. */
    PROCESS {
        @Override
        void sync(FileChannel channel) {}

        @Override
        void syncDirectory(Path directory) {}
    };

    abstract void sync(FileChannel channel) throws IOException;

    /** Makes new and removed names in {@code directory} durable, on systems that can. */
    abstract void syncDirectory(Path directory) throws IOException;

    void syncFile(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            sync(channel);
        }
    }
}
