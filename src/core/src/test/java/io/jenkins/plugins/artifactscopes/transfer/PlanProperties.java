package io.jenkins.plugins.artifactscopes.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PlanProperties {
    private static final PlanLimits LIMITS = new PlanLimits(1000, 1 << 20);

    @Property(tries = 200)
    void shouldReadBackWhatWasWritten(@ForAll long seed) throws IOException {
        List<PlanEntry> entries = entries(new Random(seed));

        assertThat(read(write(entries))).isEqualTo(entries);
    }

    @Property(tries = 2000)
    void shouldEndInAnErrorOrAPlanWhateverComes(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] plan = write(entries(random));
        for (int i = random.nextInt(4); i >= 0; i--) {
            plan[random.nextInt(plan.length)] = (byte) random.nextInt();
        }
        try {
            for (PlanEntry entry : read(plan)) {
                assertThat(entry.path().names()).doesNotContain("..", ".");
            }
        } catch (IOException e) {
            assertThat(e).hasMessageNotContaining("\0");
        }
    }

    @Example
    void shouldRefuseEntriesOutOfPlace() {
        PlanEntry root = directory("");
        assertRefused("begins with", directory("a"));
        assertRefused("out of order", root, directory("b"), directory("a"));
        assertRefused("out of order", root, directory("a"), directory("a"));
        assertRefused("without the directory", root, directory("a/b"));
        assertRefused("without the directory", root, file("a"), file("a/b"));
        assertRefused("without the directory", file(""), file("a"));
    }

    @Example
    void shouldTakePathsWithoutTheirDirectoriesOnlyWhereThatIsMeant() throws IOException {
        byte[] plan = write(List.of(file("a/b"), file("c/d/e")));

        new PlanReader(new ByteArrayInputStream(plan), LIMITS, PlanOrder.Shape.PATHS).skip(9);
        assertThatThrownBy(() -> read(plan)).isInstanceOf(MalformedTransfer.class);
    }

    @Example
    void shouldRefuseAPlanBeyondItsLimits() throws IOException {
        byte[] plan = write(List.of(directory(""), file("a"), file("b")));

        assertThatThrownBy(() -> new PlanReader(new ByteArrayInputStream(plan), new PlanLimits(2, 1000)).skip(9))
                .isInstanceOf(PlanTooLarge.class);
        assertThatThrownBy(() -> new PlanReader(new BoundedInput(new ByteArrayInputStream(plan), 10), LIMITS).skip(9))
                .isInstanceOf(PlanTooLarge.class);
    }

    @Example
    void shouldRefuseAPathThatLeavesTheScope() {
        for (String path : List.of("../a", "/etc/passwd", "a/../../b", "a//b", "a\0b")) {
            byte[] bytes = new byte[path.length() + 20];
            bytes[0] = PlanFormat.IMPLIED;
            bytes[3] = PlanFormat.IMPLIED;
            bytes[5] = (byte) path.length();
            System.arraycopy(path.getBytes(java.nio.charset.StandardCharsets.UTF_8), 0, bytes, 6, path.length());
            assertThatThrownBy(() -> read(bytes)).isInstanceOf(MalformedTransfer.class);
        }
    }

    private static void assertRefused(String why, PlanEntry... entries) {
        assertThatThrownBy(() -> read(write(List.of(entries))))
                .isInstanceOf(MalformedTransfer.class)
                .hasMessageContaining(why);
    }

    private static PlanEntry directory(String path) {
        return new PlanEntry(path(path), Kind.DIRECTORY, 0, 0755, Instant.EPOCH, null, null);
    }

    private static PlanEntry file(String path) {
        return new PlanEntry(path(path), Kind.FILE, 5, 0644, Instant.EPOCH, null, null);
    }

    private static ArtifactPath path(String path) {
        return path.isEmpty() ? ArtifactPath.ROOT : ArtifactPath.of(path);
    }

    private static byte[] write(List<PlanEntry> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PlanWriter writer = new PlanWriter(out);
        for (PlanEntry entry : entries) {
            writer.write(entry);
        }
        writer.end();
        return out.toByteArray();
    }

    private static List<PlanEntry> read(byte[] plan) throws IOException {
        List<PlanEntry> entries = new ArrayList<>();
        try (PlanReader reader = new PlanReader(new ByteArrayInputStream(plan), LIMITS)) {
            for (PlanEntry entry = reader.next(); entry != null; entry = reader.next()) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static List<PlanEntry> entries(Random random) {
        Map<ArtifactPath, PlanEntry> entries = new TreeMap<>();
        entries.put(ArtifactPath.ROOT, directory(""));
        List<ArtifactPath> directories = new ArrayList<>(List.of(ArtifactPath.ROOT));
        for (int i = random.nextInt(30); i > 0; i--) {
            ArtifactPath path =
                    directories.get(random.nextInt(directories.size())).child(name(random));
            PlanEntry entry = entry(path, random);
            if (entries.putIfAbsent(path, entry) == null && entry.isDirectory()) {
                directories.add(path);
            }
        }
        return new ArrayList<>(entries.values());
    }

    private static String name(Random random) {
        String[] parts = {"a", "B", ".x", "\u00e4", "\ud83d\ude80", "\n", "%2F", "\ufffd", "\u0301", " "};
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            name.append(parts[random.nextInt(parts.length)]);
        }
        return name.toString();
    }

    private static PlanEntry entry(ArtifactPath path, Random random) {
        Instant time = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
        int mode = random.nextInt(512);
        return switch (random.nextInt(5)) {
            case 0 -> PlanEntry.implied(path);
            case 1 -> new PlanEntry(path, Kind.DIRECTORY, 0, mode, time, null, null);
            case 2 -> new PlanEntry(path, Kind.LINK, 0, mode, time, "../" + name(random), null);
            case 3 -> new PlanEntry(path, Kind.FILE, random.nextInt(1 << 30), mode, time, null, null);
            default ->
                new PlanEntry(path, Kind.FILE, 3, mode, time, null, Digest.ofContent(new byte[] {(byte) mode}, 0, 1));
        };
    }
}
