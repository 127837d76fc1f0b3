package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Entry.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Reads kind, size, mode and time of a local file with one system call, never following a link. */
final class LocalAttributes {
    private static final int PLAIN_FILE = 0644;
    private static final int PLAIN_DIRECTORY = 0755;

    private final boolean posix;

    private LocalAttributes(boolean posix) {
        this.posix = posix;
    }

    static LocalAttributes of(Path anyFile) {
        return new LocalAttributes(
                anyFile.getFileSystem().supportedFileAttributeViews().contains("posix"));
    }

    /** The entry for {@code file}, with the target of a link. */
    PlanEntry entry(Path file, ArtifactPath path) throws IOException {
        try {
            PlanEntry entry = read(file, path);
            return entry.kind() == Kind.LINK ? withTarget(entry, file) : entry;
        } catch (IOException e) {
            throw LocalFailure.of("read", file, e);
        }
    }

    private static PlanEntry withTarget(PlanEntry link, Path file) throws IOException {
        Path target = Files.readSymbolicLink(file);
        LocalNames.requireUnicode(target, file);
        return new PlanEntry(link.path(), Kind.LINK, 0, link.mode(), link.modified(), target.toString(), null);
    }

    PlanEntry read(Path file, ArtifactPath path) throws IOException {
        Class<? extends BasicFileAttributes> view = posix ? PosixFileAttributes.class : BasicFileAttributes.class;
        BasicFileAttributes found = Files.readAttributes(file, view, LinkOption.NOFOLLOW_LINKS);
        Kind kind = kind(found, file);
        long size = kind == Kind.FILE ? found.size() : 0;
        return new PlanEntry(
                path, kind, size, mode(found), found.lastModifiedTime().toInstant(), null, null);
    }

    private static Kind kind(BasicFileAttributes found, Path file) throws TransferFailed {
        if (found.isRegularFile()) {
            return Kind.FILE;
        }
        if (found.isDirectory()) {
            return Kind.DIRECTORY;
        }
        if (found.isSymbolicLink()) {
            return Kind.LINK;
        }
        throw new TransferFailed("Cannot push " + file
                + ": it is neither a file nor a directory nor a symbolic link. Leave it out with an exclude.");
    }

    private static int mode(BasicFileAttributes found) {
        if (found instanceof PosixFileAttributes attributes) {
            return mode(attributes.permissions());
        }
        return found.isDirectory() ? PLAIN_DIRECTORY : PLAIN_FILE;
    }

    static int mode(Set<PosixFilePermission> permissions) {
        int mode = 0;
        for (PosixFilePermission permission : permissions) {
            // The constants are in the order of the bits, the owner's read permission first.
            mode |= 0400 >> permission.ordinal();
        }
        return mode;
    }
}
