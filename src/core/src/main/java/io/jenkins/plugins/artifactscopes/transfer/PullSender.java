package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ArtifactNotFound;
import io.jenkins.plugins.artifactscopes.store.DamagedContent;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.store.ScopeTree.Extent;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The store's side of a pull, whatever carries it: blocks that hold
 *
 * <pre>
 * version of the scope (8 bytes, big-endian)
 * 1 and the plan, or 0 when the puller has it already (1 byte)
 * the contents of the files, in the order of the plan
 * </pre>
 */
public final class PullSender {
    /** Bytes that are written at once, at most. */
    public static final int PIECE = BlockFormat.MAX_BLOCK + (1 << 10);

    private final ScopeId scope;
    private final ScopeTree tree;
    private final ArtifactPath path;
    private final PathFilter filter;

    /** @param tree what is at {@code path} and below; the caller closes it */
    public PullSender(ScopeId scope, ScopeTree tree, ArtifactPath path, PathFilter filter) {
        this.scope = scope;
        this.tree = tree;
        this.path = path;
        this.filter = filter;
    }

    /** @throws ArtifactNotFound when there is nothing to pull */
    public void requireSomething() throws ArtifactNotFound {
        if (new TreeCursor(tree, path, filter).next() != null) {
            return;
        }
        String where = path.isRoot() ? scope + " has nothing" : scope + " has no " + path;
        throw new ArtifactNotFound(
                tree.entries().hasNext()
                        ? "Nothing of " + path + " in " + scope + " is selected by what is included and excluded."
                        : where + " (pushed and not expired). See what there is with: artifact ls "
                                + scope.scope().word());
    }

    /**
     * Sends what the puller does not have yet; a failure that is noticed while contents are sent is told in the stream.
     *
     * @param from where the puller stands; of an older version it is ignored
     * @param sameMachine whether the other side runs on this machine, where compression cannot gain anything
     */
    public void send(PullPosition from, OutputStream out, boolean sameMachine) throws IOException {
        AdaptiveCompression compression =
                sameMachine ? AdaptiveCompression.never() : AdaptiveCompression.measured(System::nanoTime);
        try (BlockWriter blocks = new BlockWriter(out, compression)) {
            boolean resumed = from.version() == tree.version();
            blocks.write(ByteBuffer.allocate(Long.BYTES + 1)
                    .putLong(tree.version())
                    .put((byte) (resumed ? 0 : 1))
                    .array());
            if (!resumed) {
                sendPlan(blocks);
                blocks.flush();
            }
            sendContents(resumed ? from : PullPosition.START, blocks);
        }
    }

    private void sendPlan(BlockWriter out) throws IOException {
        PlanWriter plan = new PlanWriter(out);
        TreeCursor cursor = new TreeCursor(tree, path, filter);
        for (PlanEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
            plan.write(entry);
        }
        plan.end();
    }

    private void sendContents(PullPosition from, BlockWriter out) throws IOException {
        TreeCursor cursor = new TreeCursor(tree, path, filter);
        ExtentReader reader = new ExtentReader();
        long number = 0;
        for (PlanEntry entry = cursor.next(); entry != null; entry = cursor.next()) {
            if (entry.isFile() && number++ >= from.files()) {
                out.kind(FileKind.of(entry.path()));
                long start = number - 1 == from.files() ? from.bytes() : 0;
                if (!sendContent(cursor, entry, start, reader, out)) {
                    return;
                }
            }
        }
        out.end();
    }

    private boolean sendContent(TreeCursor cursor, PlanEntry entry, long start, ExtentReader reader, BlockWriter out)
            throws IOException {
        long position = start;
        try (Extent extent = tree.checkedContent(cursor.stored())) {
            requireLength(extent, entry);
            while (position < entry.size()) {
                long at = position;
                position += out.fill(
                        entry.size() - at, (into, offset, count) -> reader.read(extent, at, into, offset, count));
            }
            return true;
        } catch (EOFException | DamagedContent e) {
            out.fail(damage(entry, e.getMessage()));
            return false;
        }
    }

    private static void requireLength(Extent extent, PlanEntry entry) throws EOFException {
        if (extent.length() != entry.size()) {
            throw new EOFException("The stored content has " + extent.length() + " bytes, not " + entry.size());
        }
    }

    private String damage(PlanEntry entry, @Nullable String how) {
        return path.resolve(entry.path()) + " in " + scope + ToldDamage.WORDS + " on the server: " + how
                + ". Push it again.";
    }
}
