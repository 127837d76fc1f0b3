package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.zip.DeflaterOutputStream;

/** Plans and contents as a client sends them. */
public final class PlanSamples {
    private PlanSamples() {}

    /** A directory with {@code count} files {@code file0…} of {@code size} zeros each. */
    public static byte[] files(int count, int size) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writeFiles(bytes, count, size, "");
        return bytes.toByteArray();
    }

    public static byte[] longNames(int count) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PlanWriter plan = new PlanWriter(bytes);
        plan.write(directory());
        for (int i = 0; i < count; i++) {
            plan.write(file((char) ('a' + i) + "x".repeat(250), 1));
        }
        plan.end();
        return bytes.toByteArray();
    }

    static void writeFiles(OutputStream out, int count, int size, String prefix) throws IOException {
        PlanWriter plan = new PlanWriter(out);
        plan.write(directory());
        int digits = Integer.toString(count - 1).length();
        for (int i = 0; i < count; i++) {
            plan.write(file(prefix + "file" + number(i, digits), size));
        }
        plan.end();
    }

    private static String number(int number, int digits) {
        String text = Integer.toString(number);
        return "0".repeat(digits - text.length()) + text;
    }

    private static PlanEntry directory() {
        return new PlanEntry(ArtifactPath.ROOT, Kind.DIRECTORY, 0, 0755, Instant.EPOCH, null, null);
    }

    private static PlanEntry file(String name, int size) {
        return new PlanEntry(ArtifactPath.of(name), Kind.FILE, size, 0644, Instant.EPOCH, null, null);
    }

    public static byte[] deflated(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(out)) {
            deflated.write(bytes);
        }
        return out.toByteArray();
    }

    /** The blocks for {@link #files}. */
    public static byte[] contents(int count, int size, boolean right) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writeContents(out, count, size, right);
        return out.toByteArray();
    }

    static void writeContents(OutputStream out, int count, int size, boolean right) throws IOException {
        byte[] content = new byte[size];
        byte[] digest = Digest.ofContent(content, 0, right ? size : size - 1).bytes();
        try (BlockWriter blocks = new BlockWriter(out, AdaptiveCompression.never())) {
            for (int i = 0; i < count; i++) {
                blocks.write(content);
                blocks.write(digest);
            }
            blocks.end();
        }
    }
}
