package io.jenkins.plugins.artifactscopes.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Tells how two trees of files differ: names, kinds, bytes, modes, times to the nanosecond, and where links point to. */
final class Trees {
    private Trees() {}

    /** One line a difference; none when they are the same. */
    static List<String> differences(Path expected, Path actual) throws IOException {
        TreeSet<Path> names = new TreeSet<>();
        for (Path tree : List.of(expected, actual)) {
            try (Stream<Path> files = Files.walk(tree)) {
                files.map(tree::relativize).forEach(names::add);
            }
        }
        List<String> differences = new ArrayList<>();
        for (Path name : names) {
            difference(expected.resolve(name), actual.resolve(name))
                    .ifPresent(difference -> differences.add(name + ": " + difference));
        }
        return differences;
    }

    private static Optional<String> difference(Path expected, Path actual) throws IOException {
        if (!Files.exists(expected, LinkOption.NOFOLLOW_LINKS) || !Files.exists(actual, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of("only in one");
        }
        if (Files.isSymbolicLink(expected) && Files.isSymbolicLink(actual)) {
            return Files.readSymbolicLink(expected).equals(Files.readSymbolicLink(actual))
                    ? Optional.empty()
                    : Optional.of("points elsewhere");
        }
        String one = attributes(expected);
        String other = attributes(actual);
        if (!one.equals(other)) {
            return Optional.of(one + " became " + other);
        }
        return Files.isRegularFile(expected) && Files.mismatch(expected, actual) >= 0
                ? Optional.of("other bytes")
                : Optional.empty();
    }

    private static String attributes(Path file) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        String kind = attributes.isDirectory() ? "directory" : attributes.isRegularFile() ? "file" : "other";
        return kind + " " + PosixFilePermissions.toString(attributes.permissions()) + " "
                + attributes.lastModifiedTime().toInstant();
    }
}
