package io.jenkins.plugins.artifactscopes.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;

/** Compares trees: names, kinds, contents, modes, times to the microsecond, targets of links. */
public final class TreeAssert {
    private TreeAssert() {}

    public static void assertSame(Path actual, Path expected) throws IOException {
        Assertions.assertThat(describe(actual)).isEqualTo(describe(expected));
    }

    /** Every file below {@code root}, which is {@code ""}, with all that is to be kept of it. */
    public static Map<String, String> describe(Path root) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                found.put(root.relativize(file).toString(), describeOne(file));
            }
        }
        return found;
    }

    private static String describeOne(Path file) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isSymbolicLink()) {
            return "link to " + Files.readSymbolicLink(file);
        }
        String content = attributes.isRegularFile()
                ? attributes.size() + " bytes " + Arrays.hashCode(Files.readAllBytes(file))
                : "directory";
        return content + " " + PosixFilePermissions.toString(attributes.permissions()) + " "
                + attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.MICROS);
    }
}
