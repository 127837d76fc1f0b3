package io.jenkins.plugins.artifactscopes.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A directory on this machine, whose children are reached by their names and, but where that is said, never through a link. */
interface LocalDirectory extends Closeable {
    /** The directory at {@code path}, be it through links. */
    static LocalDirectory open(Path path) throws IOException {
        DirectoryStream<Path> children = Files.newDirectoryStream(path);
        if (children instanceof SecureDirectoryStream<Path> handle) {
            return new Held(handle, path);
        }
        children.close();
        return new Named(path);
    }

    /** What is in it, in any order; to be asked for once. */
    List<Path> children() throws IOException;

    /** Of this directory itself; with the permissions of POSIX where there are some. */
    BasicFileAttributes attributes() throws IOException;

    /** Of a child, and not of what it leads to; with the permissions of POSIX where there are some. */
    BasicFileAttributes attributes(String name) throws IOException;

    /** Opens a file to read it. */
    SeekableByteChannel open(String name) throws IOException;

    LocalDirectory directory(String name) throws IOException;

    /** A child that is a directory or a link to one. */
    LocalDirectory linked(String name) throws IOException;

    private static List<Path> list(DirectoryStream<Path> children) throws IOException {
        List<Path> list = new ArrayList<>();
        try {
            children.forEach(list::add);
        } catch (DirectoryIteratorException e) {
            throw new IOException(e.getMessage(), e);
        }
        return list;
    }

    /**
     * A directory that is open: whatever happens to its name, its children are its own. What is opened below it goes by way of it and not by
     * a path, in which somebody could put a link for a directory at any time.
     */
    record Held(SecureDirectoryStream<Path> handle, Path path) implements LocalDirectory {
        private Path child(String name) {
            return path.getFileSystem().getPath(name);
        }

        @Override
        public List<Path> children() throws IOException {
            return list(handle);
        }

        @Override
        public BasicFileAttributes attributes() throws IOException {
            PosixFileAttributeView posix = handle.getFileAttributeView(PosixFileAttributeView.class);
            return posix == null
                    ? handle.getFileAttributeView(BasicFileAttributeView.class).readAttributes()
                    : posix.readAttributes();
        }

        @Override
        public BasicFileAttributes attributes(String name) throws IOException {
            PosixFileAttributeView posix =
                    handle.getFileAttributeView(child(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            return posix == null ? basic(name) : posix.readAttributes();
        }

        private BasicFileAttributes basic(String name) throws IOException {
            return handle.getFileAttributeView(child(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
        }

        @Override
        public SeekableByteChannel open(String name) throws IOException {
            return handle.newByteChannel(child(name), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        }

        @Override
        public LocalDirectory directory(String name) throws IOException {
            return new Held(handle.newDirectoryStream(child(name), LinkOption.NOFOLLOW_LINKS), path.resolve(name));
        }

        @Override
        public LocalDirectory linked(String name) throws IOException {
            return new Held(handle.newDirectoryStream(child(name)), path.resolve(name));
        }

        @Override
        public void close() throws IOException {
            handle.close();
        }
    }

    /** A directory where Java has nothing to hold it by, as on Windows: its children go by its path. */
    record Named(Path path) implements LocalDirectory {
        @Override
        public List<Path> children() throws IOException {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
                return list(children);
            }
        }

        @Override
        public BasicFileAttributes attributes() throws IOException {
            return attributes(path);
        }

        @Override
        public BasicFileAttributes attributes(String name) throws IOException {
            return attributes(path.resolve(name), LinkOption.NOFOLLOW_LINKS);
        }

        static BasicFileAttributes attributes(Path file, LinkOption... links) throws IOException {
            boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
            Class<? extends BasicFileAttributes> all = posix ? PosixFileAttributes.class : BasicFileAttributes.class;
            return Files.readAttributes(file, all, links);
        }

        @Override
        public SeekableByteChannel open(String name) throws IOException {
            return open(path.resolve(name));
        }

        static SeekableByteChannel open(Path file) throws IOException {
            return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public LocalDirectory directory(String name) {
            return new Named(path.resolve(name));
        }

        @Override
        public LocalDirectory linked(String name) {
            return directory(name);
        }

        @Override
        public void close() {
            // There is nothing to give back.
        }
    }
}
