package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ArtifactNotFound;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushOptions;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Changes a store at random until it is killed, and says of each change when it begins and when it is done.
 *
 * <p>An artifact has {@code files(version)} files, each filled by a random that its name and version seed; so whoever reads can tell
 * whether it is whole.
 */
public final class CrashingWriter {
    static final ScopeId SCOPE = ScopeId.project("app");
    private static final int NAMES = 6;

    private CrashingWriter() {}

    /** Writes to the home {@code args[0]}, seeded by {@code args[1]}, with versions from {@code args[2]} on. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws IOException {
        Random random = new Random(Long.parseLong(args[1]));
        TestStore disk = new TestStore(Path.of(args[0]));
        System.out.println("ready");
        for (long version = Long.parseLong(args[2]); ; version++) {
            String name = "n" + random.nextInt(NAMES);
            switch (random.nextInt(8)) {
                case 0 -> {
                    System.out.println("begin delete " + name);
                    delete(disk, name);
                    System.out.println("done");
                }
                case 1 -> sweepHalf(disk, random);
                case 2 -> disk.store().compact(SCOPE);
                case 3 -> disk.store().close();
                default -> {
                    System.out.println("begin push " + name + " " + version);
                    push(disk, name, version);
                    System.out.println("done");
                }
            }
        }
    }

    private static void delete(TestStore disk, String name) throws IOException {
        try {
            disk.store().delete(SCOPE, ArtifactPath.of(name));
        } catch (ArtifactNotFound e) {
            // It is gone already, which is as good.
            return;
        }
    }

    /** Thins out ballast that nobody checks, so that segments become mostly dead. */
    private static void sweepHalf(TestStore disk, Random random) throws IOException {
        String name = "ballast" + random.nextInt(4);
        try (ScopePush push = disk.store().begin(SCOPE, "ballast" + random.nextInt(1 << 30))) {
            for (int i = 100; i < 160; i++) {
                byte[] bytes = content(name + i, 0, 2000);
                push.file(ArtifactPath.of(name + "/" + i), 0644, Instant.EPOCH, SmallContent.of(bytes, bytes.length));
            }
            push.commit(new PushOptions(Overwrite.REPLACE, "sweep", null));
        }
        List<Entry> most = new ArrayList<>();
        try (ScopeTree tree = disk.store().open(SCOPE, ArtifactPath.of(name))) {
            tree.entries().forEachRemaining(most::add);
        }
        disk.store().delete(SCOPE, most.subList(0, 50));
    }

    private static void push(TestStore disk, String name, long version) throws IOException {
        String key = name + "v" + version;
        try (ScopePush push = disk.store().begin(SCOPE, key)) {
            for (int i = 10; i < 10 + files(version); i++) {
                ArtifactPath path = ArtifactPath.of(name + "/" + i);
                byte[] bytes = content(path.value(), version, size(version, i));
                if (bytes.length > ScopePush.SMALL) {
                    push.file(path, 0644, Instant.EPOCH, bytes.length, new ByteArrayInputStream(bytes), d -> {});
                } else {
                    push.file(path, 0644, Instant.EPOCH, SmallContent.of(bytes, bytes.length));
                }
            }
            // A push replaces the files of its names; all versions have their own number of files.
            if (disk.store().find(SCOPE, ArtifactPath.of(name + "/10")).isPresent()) {
                delete(disk, name);
            }
            push.commit(new PushOptions(Overwrite.REPLACE, Long.toString(version), null));
        }
    }

    static int files(long version) {
        return 1 + (int) (version % 29);
    }

    private static int size(long version, int file) {
        return version % 5 == 0 && file == 12 ? ScopePush.SMALL + 1000 : (int) ((version * 31 + file * 997L) % 9000);
    }

    private static byte[] content(String path, long version, int size) {
        byte[] bytes = new byte[size];
        new Random(path.hashCode() * 31L + version).nextBytes(bytes);
        return bytes;
    }

    /** Whether these are exactly the files of one version of the artifact. */
    static boolean isWhole(String path, long version, byte[] bytes) {
        int file = Integer.parseInt(path.substring(path.indexOf('/') + 1));
        return Arrays.equals(bytes, content(path, version, size(version, file)));
    }
}
