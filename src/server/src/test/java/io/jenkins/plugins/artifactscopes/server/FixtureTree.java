package io.jenkins.plugins.artifactscopes.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A tree with one of everything that a scope keeps. The same version of it is the same to the bit and the nanosecond.
 *
 * <pre>
 * a.txt, bin/run.sh (755), secret (400), empty, hollow/ (700), gone/x.txt
 * big.bin      a large file
 * many/        50 small files
 * odd/         names that file systems, addresses and archives have trouble with
 * link, odd/up, dangling
 * </pre>
 */
final class FixtureTree {
    private static final Instant TIME = Instant.parse("2024-02-29T12:34:56.789123Z");
    private static final int LARGE = 1_300_000;
    private static final List<String> ODD = List.of(
            "\u00e9t\u00e9",
            "e\u0301te\u0301",
            "new\nline",
            "#?%& +x",
            "dev%2Fmain",
            "back\\slash",
            ".hidden",
            "CON",
            "x:y",
            " lead",
            "trail ",
            "l".repeat(240),
            "\u65e5\u672c\u8a9e \ud83d\ude80");

    private FixtureTree() {}

    /** @param version decides what is in the files whose content changes */
    static Path make(Path root, int version) throws IOException {
        write(root.resolve("a.txt"), "version " + version + "\n", "rw-r--r--");
        write(root.resolve("bin/run.sh"), "#!/bin/sh\nexit 0\n", "rwxr-xr-x");
        write(root.resolve("secret"), "only for its owner\n", "r--------");
        write(root.resolve("empty"), "", "rw-r--r--");
        write(root.resolve("gone/x.txt"), "is yanked\n", "rw-r--r--");
        String large = "version " + version + "\n" + "0123456789abcdef".repeat(LARGE / 16);
        write(root.resolve("big.bin"), large, "rw-rw-r--");
        for (int i = 0; i < 50; i++) {
            write(root.resolve(String.format("many/%03d", i)), "small file " + i + "\n", "rw-r--r--");
        }
        for (String name : ODD) {
            write(root.resolve("odd").resolve(name), "odd\n", "rw-r--r--");
        }
        Files.setPosixFilePermissions(
                Files.createDirectories(root.resolve("hollow")), PosixFilePermissions.fromString("rwx------"));
        Files.createSymbolicLink(root.resolve("link"), Path.of("a.txt"));
        Files.createSymbolicLink(root.resolve("odd/up"), Path.of("../bin/run.sh"));
        Files.createSymbolicLink(root.resolve("dangling"), Path.of("nowhere"));
        date(root);
        return root;
    }

    /** One small file. */
    static Path file(Path file, String content) throws IOException {
        write(file, content, "rw-r--r--");
        date(file);
        return file;
    }

    /** Takes a directory of the tree away, as if it had never been there. */
    static void remove(Path root, String name) throws IOException {
        try (Stream<Path> all = Files.walk(root.resolve(name))) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        date(root);
    }

    private static void write(Path file, String content, String mode) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    /** Dates everything by its name; the deepest first, because a directory's own time changes with what is in it. */
    private static void date(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && !path.endsWith("hollow")) {
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
                long later = Math.floorMod(root.relativize(path).toString().hashCode(), 100_000_000);
                FileTime time = FileTime.from(TIME.plusSeconds(later));
                Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .setTimes(time, null, null);
            }
        }
    }
}
