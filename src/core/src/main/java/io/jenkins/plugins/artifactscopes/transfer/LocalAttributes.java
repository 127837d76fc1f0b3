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
import java.util.Objects;
import java.util.Set;

/** Tells kind, size, mode and time of a local file, never of what a link leads to. */
final class LocalAttributes {
    private static final int PLAIN_FILE = 0644;
    private static final int PLAIN_DIRECTORY = 0755;

    private LocalAttributes() {}

    /**
     * The entry for {@code file}, with the target of a link.
     *
     * @param path of the entry
     */
    static PlanEntry entry(LocalFile file, ArtifactPath path) throws IOException {
        try {
            BasicFileAttributes found = file.attributes();
            Kind kind = kind(found, file);
            return new PlanEntry(
                    path,
                    kind,
                    kind == Kind.FILE ? found.size() : 0,
                    mode(found),
                    found.lastModifiedTime().toInstant(),
                    kind == Kind.LINK ? target(file, found) : null,
                    null);
        } catch (IOException e) {
            throw LocalFailure.of("read", file.shown(), e);
        }
    }

    /** Java reads the target of a link by a path alone; so it is looked at afterwards whether that led to this link. */
    private static String target(LocalFile link, BasicFileAttributes found) throws IOException {
        Path path = link.shown();
        Path target = Files.readSymbolicLink(path);
        LocalNames.requireUnicode(target, path);
        BasicFileAttributes read = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!Objects.equals(found.fileKey(), read.fileKey())) {
            throw LocalFailure.changed(path, "it is another link than before");
        }
        return target.toString();
    }

    private static Kind kind(BasicFileAttributes found, LocalFile file) throws TransferFailed {
        if (found.isRegularFile()) {
            return Kind.FILE;
        }
        if (found.isDirectory()) {
            return Kind.DIRECTORY;
        }
        if (found.isSymbolicLink()) {
            return Kind.LINK;
        }
        throw new TransferFailed("Cannot push " + file.shown()
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
