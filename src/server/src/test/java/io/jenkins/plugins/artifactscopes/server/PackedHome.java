package io.jenkins.plugins.artifactscopes.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A home in a ZIP file, without what only a running server needs and without its secrets. */
final class PackedHome {
    private static final Set<String> LEFT_OUT = Set.of("secrets", "lock", "running", "address", "pushes");

    private PackedHome() {}

    static void pack(Path home, Path zip) throws IOException {
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream packed = new ZipOutputStream(out);
                Stream<Path> all = Files.walk(home)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                Path name = home.relativize(file);
                if (Stream.of(LEFT_OUT).noneMatch(left -> names(name).stream().anyMatch(left::contains))) {
                    packed.putNextEntry(new ZipEntry(name.toString()));
                    Files.copy(file, packed);
                    packed.closeEntry();
                }
            }
        }
    }

    private static List<String> names(Path path) {
        return Stream.iterate(0, i -> i < path.getNameCount(), i -> i + 1)
                .map(i -> path.getName(i).toString())
                .toList();
    }

    /** They are our own; no name in them leads elsewhere. */
    static void unpack(Path zip, Path directory) throws IOException {
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream packed = new ZipInputStream(in)) {
            for (ZipEntry entry = packed.getNextEntry(); entry != null; entry = packed.getNextEntry()) {
                Path file = directory.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(packed, file);
            }
        }
    }
}
