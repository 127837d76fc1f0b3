package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushOptions;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.SmallContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

/** Pushes to a store whose disk has less and less room, and says what came of it. To be run on a small file system of its own. */
public final class FullDisk {
    private static final ScopeId SCOPE = ScopeId.project("app");
    private static final int STEP = 48 << 10;
    private static final int MOST = 3 << 20;

    private final Path home;
    private final TestStore disk;
    private int failed;
    private int succeeded;

    private FullDisk(Path home) throws IOException {
        this.home = home;
        disk = new TestStore(home);
    }

    /** Uses the file system at {@code args[0]}. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws IOException {
        FullDisk test = new FullDisk(Path.of(args[0]));
        test.push("base", 7);
        for (int room = 0; room < MOST; room += STEP) {
            test.pushInto(room);
        }
        System.out.println("failed " + test.failed + " succeeded " + test.succeeded);
    }

    private void pushInto(int room) throws IOException {
        Path filler = home.resolve("filler");
        fill(filler, room);
        boolean pushed = true;
        try {
            push("next", room);
            succeeded++;
        } catch (IOException e) {
            failed++;
            pushed = false;
            if (!String.valueOf(e.getMessage()).contains("No space left")) {
                throw e;
            }
        }
        disk.store().close();
        check("with " + room + " bytes of room", pushed, room);
        Files.delete(filler);
        if (!pushed) {
            push("next", room);
        }
        check("after " + room + " bytes of room", true, room);
        disk.store().delete(SCOPE, ArtifactPath.of("next"));
        disk.store().removeOrphans(SCOPE, Long.MAX_VALUE);
    }

    private void fill(Path filler, int room) throws IOException {
        try (var out = Files.newOutputStream(filler)) {
            byte[] block = new byte[4096];
            long left = Files.getFileStore(home).getUsableSpace() - room;
            for (; left > 0; left -= block.length) {
                out.write(block, 0, (int) Math.min(left, block.length));
            }
        }
    }

    private void check(String when, boolean next, int seed) throws IOException {
        Map<String, byte[]> files = StoredFiles.all(disk.store(), SCOPE);
        int expected = next ? 62 : 31;
        if (files.size() != expected) {
            throw new IllegalStateException(when + " there are " + files.size() + " files, not " + expected);
        }
        files.forEach((path, bytes) -> {
            if (!Arrays.equals(bytes, content(path, path.startsWith("base") ? 7 : seed))) {
                throw new IllegalStateException(when + " " + path + " is another");
            }
        });
    }

    private void push(String name, int seed) throws IOException {
        try (ScopePush push = disk.store().begin(SCOPE, name)) {
            // A push that could not be committed is whole but for that, and goes on there.
            long arrived = push.arrived();
            for (int i = 10 + (int) Math.min(30, arrived); i < 40; i++) {
                ArtifactPath path = ArtifactPath.of(name + "/" + i);
                byte[] bytes = content(path.value(), seed);
                push.file(path, 0644, Instant.EPOCH, SmallContent.of(bytes, bytes.length));
            }
            ArtifactPath path = ArtifactPath.of(name + "/large");
            byte[] bytes = content(path.value(), seed);
            if (arrived < 31) {
                push.file(path, 0644, Instant.EPOCH, bytes.length, new ByteArrayInputStream(bytes), d -> {});
            }
            push.commit(new PushOptions(Overwrite.REFUSE, "Build", null));
        }
    }

    private static byte[] content(String path, int seed) {
        byte[] bytes = new byte[path.endsWith("large") ? ScopePush.SMALL + 4321 : 20_000];
        new Random(path.hashCode() * 31L + seed).nextBytes(bytes);
        return bytes;
    }
}
