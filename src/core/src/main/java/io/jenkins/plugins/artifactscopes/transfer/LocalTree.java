package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A tree on this machine while it is pushed. A directory is held open from the beginning to the end, and everything in it is reached from
 * there: a directory that is replaced by a link after it was seen leads nowhere. Safe for use by many threads.
 */
final class LocalTree implements Closeable {
    private final Path root;
    private final @Nullable LocalDirectory top;
    private final DirectoryChain.Way way;
    private final Map<Thread, DirectoryChain> chains = new ConcurrentHashMap<>();

    private LocalTree(Path root, @Nullable LocalDirectory top, DirectoryChain.Way way) {
        this.root = root;
        this.top = top;
        this.way = way;
    }

    /**
     * A file, a link, or a directory with what is in it, in which no link is followed.
     *
     * @throws TransferFailed when it is not there or may not be read
     */
    static LocalTree of(Path root) throws IOException {
        try {
            BasicFileAttributes found = LocalDirectory.Named.attributes(root, LinkOption.NOFOLLOW_LINKS);
            LocalDirectory top = found.isDirectory() ? open(root, found.fileKey()) : null;
            return new LocalTree(root, top, (from, name, path) -> from.directory(name));
        } catch (IOException e) {
            throw LocalFailure.of("read", root, e);
        }
    }

    private static LocalDirectory open(Path root, @Nullable Object key) throws IOException {
        LocalDirectory top = LocalDirectory.open(root);
        try {
            if (!Objects.equals(top.attributes().fileKey(), key)) {
                throw LocalFailure.changed(root, "it was a directory, and is none now");
            }
            return top;
        } catch (IOException e) {
            top.close();
            throw e;
        }
    }

    /**
     * A directory, be it through links, of which certain files are wanted, be it through links to directories.
     *
     * @throws TransferFailed when it is not there or may not be read
     */
    static LocalTree around(Path directory) throws IOException {
        try {
            return new LocalTree(directory, LocalDirectory.open(directory), new FoundDirectories());
        } catch (IOException e) {
            throw LocalFailure.of("read", directory, e);
        }
    }

    /** Where the file is as things stand, for people to read. */
    Path shown(ArtifactPath path) {
        return path.isRoot() ? root : root.resolve(path.value());
    }

    /** Never those of what a link leads to. */
    BasicFileAttributes attributes(ArtifactPath path) throws IOException {
        if (top == null) {
            return LocalDirectory.Named.attributes(root, LinkOption.NOFOLLOW_LINKS);
        }
        return path.isRoot() ? top.attributes() : directory(top, path.parent()).attributes(path.name());
    }

    /** Opens a file to read it, never through a link. */
    SeekableByteChannel open(ArtifactPath path) throws IOException {
        return top == null || path.isRoot()
                ? LocalDirectory.Named.open(root)
                : directory(top, path.parent()).open(path.name());
    }

    /** What is in a directory, in any order; to be asked for once each. */
    List<Path> children(ArtifactPath directory) throws IOException {
        if (top == null) {
            throw new IllegalStateException(root + " is no directory");
        }
        return directory(top, directory).children();
    }

    private LocalDirectory directory(LocalDirectory from, ArtifactPath path) throws IOException {
        if (path.isRoot()) {
            return from;
        }
        DirectoryChain chain = chains.get(Thread.currentThread());
        return (chain == null ? chain(from) : chain).at(path);
    }

    private DirectoryChain chain(LocalDirectory from) throws IOException {
        for (Map.Entry<Thread, DirectoryChain> each : chains.entrySet()) {
            if (!each.getKey().isAlive()) {
                chains.remove(each.getKey());
                each.getValue().close();
            }
        }
        DirectoryChain chain = new DirectoryChain(from, root, way);
        chains.put(Thread.currentThread(), chain);
        return chain;
    }

    @Override
    public void close() throws IOException {
        for (DirectoryChain chain : chains.values()) {
            chain.close();
        }
        if (top != null) {
            top.close();
        }
    }
}
