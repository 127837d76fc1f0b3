package io.jenkins.plugins.artifactscopes.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives files their modes and times. A file is created with its final mode where the process's umask lets it, which saves a system call for
 * each.
 */
final class LocalModes {
    private static final FileAttribute<?>[] NO_ATTRIBUTES = {};
    private static final int ALL = 0777;
    private static final int OWNER_READS = 0400;
    private static final int OWNER_USES = 0700;

    private final boolean posix;
    private final int granted;
    private final FileAttribute<?>[] @Nullable [] cache = new FileAttribute<?>[ALL + 1] @Nullable [];

    private LocalModes(boolean posix, int granted) {
        this.posix = posix;
        this.granted = granted;
    }

    /** Looks at what the umask leaves, by a file in {@code directory} that is deleted again. */
    static LocalModes probe(Path directory) throws IOException {
        if (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new LocalModes(false, ALL);
        }
        Path probe = Files.createFile(
                directory.resolve("mode"),
                PosixFilePermissions.asFileAttribute(EnumSet.allOf(PosixFilePermission.class)));
        int granted = LocalAttributes.mode(Files.getPosixFilePermissions(probe));
        Files.delete(probe);
        return new LocalModes(true, granted);
    }

    /** What to create a file of this mode with. */
    FileAttribute<?>[] creation(int mode) {
        int created = creationMode(mode);
        FileAttribute<?>[] attributes = cache[created];
        if (attributes == null) {
            attributes = posix
                    ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions(created))}
                    : NO_ATTRIBUTES;
            cache[created] = attributes;
        }
        return attributes;
    }

    /** Setting the time opens the file for reading, so its owner has to be allowed that until then. */
    private static int creationMode(int mode) {
        return (mode & OWNER_READS) == 0 ? OWNER_READS | 0200 : mode;
    }

    /** Gives a file that was created with {@link #creation} its time and what is missing of its mode. */
    void finishFile(Path file, int mode, Instant modified) throws IOException {
        setTime(file, modified);
        if (posix && (creationMode(mode) & granted) != mode) {
            Files.setPosixFilePermissions(file, permissions(mode));
        }
    }

    /** A mode for a directory while it is filled. */
    FileAttribute<?>[] directoryCreation(int mode) {
        return mode == PlanEntry.NO_MODE ? NO_ATTRIBUTES : creation(mode | OWNER_USES);
    }

    void finishDirectory(Path directory, int mode, Instant modified) throws IOException {
        setTime(directory, modified);
        if (posix && ((mode | OWNER_USES) & granted) != mode) {
            Files.setPosixFilePermissions(directory, permissions(mode));
        }
    }

    private static void setTime(Path file, Instant modified) throws IOException {
        FileTime time = FileTime.from(modified);
        // With both times given there is no need to look the other one up first.
        Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(time, time, null);
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (PosixFilePermission permission : PosixFilePermission.values()) {
            if ((mode & 0400 >> permission.ordinal()) != 0) {
                permissions.add(permission);
            }
        }
        return permissions;
    }
}
