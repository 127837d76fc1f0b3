package io.jenkins.plugins.artifactscopes.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes trees of files with every difficulty that a Unix file system allows; the same seed makes the same tree. */
public final class TreeGenerator {
    private static final List<String> NAMES = List.of(
            "a",
            "A",
            "README.md",
            "with space",
            " lead",
            "trail ",
            "#?%&",
            "dev%2Fmain",
            "quote'\"`",
            "new\nline",
            "tab\t",
            "\u00e9t\u00e9",
            "e\u0301te\u0301",
            "\ud83d\ude80 rocket",
            "\u65e5\u672c\u8a9e",
            ".hidden",
            "...",
            "CON",
            "aux",
            "nul.txt",
            "-rf",
            "$HOME",
            "a*b",
            "back\\slash",
            "\ufffd",
            "x:y",
            "~",
            "!",
            "a!",
            "a.b",
            "\uffee",
            "\ud83d\ude00");
    private static final List<String> MODES =
            List.of("rw-r--r--", "rwxr-xr-x", "rw-------", "r--r--r--", "rwxrwxrwx", "r--------");
    private static final List<String> DIRECTORY_MODES = List.of("rwxr-xr-x", "rwx------", "r-xr-xr-x", "rwxrwxrwx");

    private final Random random;
    private final int maxEntries;
    private final int maxFile;
    private int left;

    /**
     * @param seed decides everything
     * @param maxEntries how many files, directories and links at most
     * @param maxFile bytes of the largest file
     */
    public TreeGenerator(long seed, int maxEntries, int maxFile) {
        this.random = new Random(seed);
        this.maxEntries = maxEntries;
        this.maxFile = maxFile;
    }

    /** Makes the directory {@code root}, which must not be there, and fills it. */
    public Path make(Path root) throws IOException {
        left = random.nextInt(maxEntries + 1);
        Files.createDirectory(root);
        fill(root, root, 0);
        dress(root, DIRECTORY_MODES);
        return root;
    }

    private void fill(Path root, Path directory, int depth) throws IOException {
        Set<String> used = new HashSet<>();
        List<Path> made = new ArrayList<>();
        int count = random.nextInt(8);
        for (int i = 0; i < count && left > 0; i++) {
            String name = name();
            if (used.add(name)) {
                left--;
                made.add(child(root, directory.resolve(name), depth, made));
            }
        }
    }

    private Path child(Path root, Path path, int depth, List<Path> siblings) throws IOException {
        int kind = random.nextInt(10);
        if (kind < 3 && depth < 6) {
            Files.createDirectory(path);
            fill(root, path, depth + 1);
            dress(path, DIRECTORY_MODES);
        } else if (kind == 9) {
            Files.createSymbolicLink(path, target(path, siblings, depth));
        } else {
            Files.write(path, content());
            dress(path, MODES);
        }
        return path;
    }

    private Path target(Path path, List<Path> siblings, int depth) {
        if (!siblings.isEmpty() && random.nextBoolean()) {
            Path sibling = siblings.get(random.nextInt(siblings.size()));
            return Path.of(sibling.getFileName().toString());
        }
        return Path.of("../".repeat(random.nextInt(depth + 1)) + "dangling "
                + path.getFileName().toString().length());
    }

    private String name() {
        int choice = random.nextInt(10);
        if (choice == 0) {
            return "l".repeat(240) + String.format("%015d", random.nextInt(1000));
        }
        if (choice == 1) {
            return "\u00e4".repeat(120) + random.nextInt(10);
        }
        String name = NAMES.get(random.nextInt(NAMES.size()));
        return choice < 4 ? name + random.nextInt(100) : name;
    }

    private byte[] content() {
        int choice = random.nextInt(20);
        int size = choice < 4 ? 0 : choice < 18 ? random.nextInt(5000) : random.nextInt(maxFile + 1);
        if (random.nextBoolean()) {
            return "all work and no play\n"
                    .repeat(size / 21 + 1)
                    .substring(0, size)
                    .getBytes(StandardCharsets.UTF_8);
        }
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private void dress(Path path, List<String> modes) throws IOException {
        long micros = Math.floorMod(random.nextLong(), 2_000_000_000_000_000L);
        FileTime time = FileTime.from(Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000));
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(time, null, null);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(modes.get(random.nextInt(modes.size()))));
    }
}
