package io.jenkins.plugins.artifactscopes.jenkins.agent;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Plans written byte by byte, as core's PlanFormat has them, and with what no agent of ours would write. */
final class CraftedPlan {
    private static final int END = 127;

    private CraftedPlan() {}

    /** One file. */
    static byte[] file(long size) {
        ByteArrayOutputStream plan = new ByteArrayOutputStream();
        entry(plan, 0, "");
        varint(plan, size);
        return ended(plan, 1, size);
    }

    /** One file of whose content only the digest is told. */
    static byte[] digested(long size, byte[] digest) {
        ByteArrayOutputStream plan = new ByteArrayOutputStream();
        entry(plan, 4, "");
        varint(plan, size);
        plan.writeBytes(digest);
        return ended(plan, 1, size);
    }

    /** A directory with one empty file of this name. */
    static byte[] named(String name) {
        ByteArrayOutputStream plan = new ByteArrayOutputStream();
        entry(plan, 1, "");
        entry(plan, 0, name);
        varint(plan, 0);
        return ended(plan, 2, 0);
    }

    /** A directory with a link {@code a} of this target, and a file below that link. */
    static byte[] belowALink(String target) {
        ByteArrayOutputStream plan = new ByteArrayOutputStream();
        entry(plan, 1, "");
        entry(plan, 2, "a");
        byte[] text = target.getBytes(StandardCharsets.UTF_8);
        varint(plan, text.length);
        plan.writeBytes(text);
        entry(plan, 0, "a/b");
        varint(plan, 0);
        return ended(plan, 3, 0);
    }

    /** One file, and an end that says something else. */
    static byte[] miscounted(long entries, long bytes) {
        ByteArrayOutputStream plan = new ByteArrayOutputStream();
        entry(plan, 0, "");
        varint(plan, 1);
        return ended(plan, entries, bytes);
    }

    private static void entry(ByteArrayOutputStream plan, int kind, String path) {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        plan.write(kind);
        varint(plan, 0);
        varint(plan, name.length);
        plan.writeBytes(name);
        // Mode, seconds and nanoseconds.
        plan.writeBytes(new byte[] {0, 0, 0});
    }

    private static byte[] ended(ByteArrayOutputStream plan, long entries, long bytes) {
        plan.write(END);
        varint(plan, entries);
        varint(plan, bytes);
        return plan.toByteArray();
    }

    static void varint(ByteArrayOutputStream plan, long value) {
        long left = value;
        while ((left & ~0x7fL) != 0) {
            plan.write((int) (left & 0x7f | 0x80));
            left >>>= 7;
        }
        plan.write((int) left);
    }

    /** A stream of contents with one raw block, and its end. */
    static byte[] content(byte[] bytes) {
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        blocks.write(0);
        blocks.writeBytes(java.nio.ByteBuffer.allocate(4).putInt(bytes.length).array());
        blocks.writeBytes(bytes);
        blocks.writeBytes(new byte[] {3, 0, 0, 0, 0});
        return blocks.toByteArray();
    }

    /** A content with a digest behind it. */
    static byte[] with(byte[] content, byte[] digest) {
        byte[] all = java.util.Arrays.copyOf(content, content.length + digest.length);
        System.arraycopy(digest, 0, all, content.length, digest.length);
        return content(all);
    }
}
