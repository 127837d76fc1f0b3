package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.InvalidPathException;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a plan as {@link PlanFormat} says. It may come from a stranger: every length is bounded, and the entries have the shape asked for, or it ends in
 * {@link MalformedTransfer}.
 */
final class PlanReader implements PlanCursor {
    private static final long MAX_SIZE = 1L << 60;
    private static final long MAX_SECONDS = 1L << 40;

    private final InputStream in;
    private final PlanLimits limits;
    private final PlanOrder order;
    private final byte[] path = new byte[ArtifactPath.MAX_BYTES];
    private int pathLength;
    private long entries;
    private long bytes;
    private boolean ended;

    PlanReader(InputStream in, PlanLimits limits) {
        this(in, limits, PlanOrder.Shape.TREE);
    }

    PlanReader(InputStream in, PlanLimits limits, PlanOrder.Shape shape) {
        this.in = in;
        this.limits = limits;
        this.order = new PlanOrder(shape);
    }

    @Override
    public @Nullable PlanEntry next() throws IOException {
        if (ended) {
            return null;
        }
        int code = Varint.readByte(in);
        if (code == PlanFormat.END) {
            readEnd();
            return null;
        }
        if (code > PlanFormat.DIGESTED) {
            throw new MalformedTransfer("The plan has an entry of unknown kind " + code);
        }
        if (++entries > limits.entries()) {
            throw new PlanTooLarge("The plan has more than " + limits.entries() + " files, directories and links");
        }
        PlanEntry entry = readEntry(code);
        order.check(entry);
        bytes = sum(bytes, entry.size());
        return entry;
    }

    private static long sum(long bytes, long size) throws MalformedTransfer {
        if (bytes + size > MAX_SIZE) {
            throw new MalformedTransfer("The sizes in the plan add up to more than there can be");
        }
        return bytes + size;
    }

    private void readEnd() throws IOException {
        if (Varint.read(in) != entries || Varint.read(in) != bytes) {
            throw new MalformedTransfer("The plan's end does not fit what came before");
        }
        ended = true;
    }

    private PlanEntry readEntry(int code) throws IOException {
        ArtifactPath where = readPath();
        if (code == PlanFormat.IMPLIED) {
            return PlanEntry.implied(where);
        }
        int mode = (int) Varint.read(in, PlanFormat.MAX_MODE, "mode");
        Instant modified = readTime();
        return switch (code) {
            case PlanFormat.DIRECTORY -> new PlanEntry(where, Kind.DIRECTORY, 0, mode, modified, null, null);
            case PlanFormat.LINK -> new PlanEntry(where, Kind.LINK, 0, mode, modified, readTarget(where), null);
            default -> new PlanEntry(where, Kind.FILE, readSize(), mode, modified, null, readDigest(code));
        };
    }

    private ArtifactPath readPath() throws IOException {
        int shared = (int) Varint.read(in, pathLength, "shared part of a path");
        int added = (int) Varint.read(in, path.length - shared, "length of a path");
        Varint.readFully(in, path, shared, added);
        pathLength = shared + added;
        if (pathLength == 0) {
            return ArtifactPath.ROOT;
        }
        try {
            return ArtifactPath.of(text(path, pathLength, "path"));
        } catch (InvalidPathException e) {
            throw new MalformedTransfer(e);
        }
    }

    private static String text(byte[] utf8, int length, String what) throws MalformedTransfer {
        String text = new String(utf8, 0, length, StandardCharsets.UTF_8);
        // The decoder puts U+FFFD in place of what is no UTF-8.
        if (text.indexOf('\uFFFD') >= 0
                && !Arrays.equals(Arrays.copyOf(utf8, length), text.getBytes(StandardCharsets.UTF_8))) {
            throw new MalformedTransfer("A " + what + " in the plan is not UTF-8");
        }
        return text;
    }

    private Instant readTime() throws IOException {
        long seconds = Varint.readSigned(in);
        if (Math.abs(seconds) > MAX_SECONDS || seconds == Long.MIN_VALUE) {
            throw new MalformedTransfer("A time in the plan is out of bounds: " + seconds + " s");
        }
        return Instant.ofEpochSecond(seconds, Varint.read(in, 999_999_999, "fraction of a second"));
    }

    private long readSize() throws IOException {
        return Varint.read(in, MAX_SIZE, "size of a file");
    }

    private @Nullable Digest readDigest(int code) throws IOException {
        if (code != PlanFormat.DIGESTED) {
            return null;
        }
        byte[] digest = new byte[Digest.LENGTH];
        Varint.readFully(in, digest, 0, digest.length);
        return Digest.of(digest);
    }

    private String readTarget(ArtifactPath link) throws IOException {
        int length = (int) Varint.read(in, PlanFormat.MAX_TARGET, "length of a link's target");
        byte[] target = new byte[length];
        Varint.readFully(in, target, 0, length);
        String text = text(target, length, "link's target");
        if (text.isEmpty() || text.indexOf('\0') >= 0) {
            throw new MalformedTransfer("The target of the link " + link + " cannot be kept");
        }
        return text;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
