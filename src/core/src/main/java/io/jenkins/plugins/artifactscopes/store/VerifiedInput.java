package io.jenkins.plugins.artifactscopes.store;

import io.jenkins.plugins.artifactscopes.store.ScopeTree.Extent;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Objects;

/** Reads a stored file from its start. Its last bytes are given out only if all of it is what once came in. For one thread. */
public final class VerifiedInput extends InputStream {
    private final ScopeTree tree;
    private final Entry file;
    private final Extent extent;
    private final MessageDigest sha = Digest.sha256();
    private long position;

    /**
     * @param tree is closed with this, and when this constructor fails
     * @throws DamagedContent when the content is not there
     */
    public VerifiedInput(ScopeTree tree, Entry file) throws IOException {
        this.tree = tree;
        this.file = file;
        try {
            this.extent = tree.content(file);
        } catch (IOException | RuntimeException e) {
            closeAfter(e);
            throw e;
        }
    }

    private void closeAfter(Exception failure) {
        try {
            tree.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, file.size() - position);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws DamagedContent instead of the last bytes, when they or others are not what came in */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        if (position == file.size()) {
            return -1;
        }
        int count = (int) Math.min(length, file.size() - position);
        fill(ByteBuffer.wrap(buffer, offset, count));
        sha.update(buffer, offset, count);
        position += count;
        if (position == file.size() && !Digest.of(sha).equals(file.requireDigest())) {
            throw damaged("its digest is another than when it came in");
        }
        return count;
    }

    private void fill(ByteBuffer into) throws IOException {
        long at = extent.offset() + position;
        while (into.hasRemaining()) {
            int count = extent.channel().read(into, at);
            if (count < 0) {
                throw new EOFException(damaged("it ends early").getMessage());
            }
            at += count;
        }
    }

    private DamagedContent damaged(String how) {
        return new DamagedContent("The stored content of " + file.path() + " is damaged: " + how + ". Push it again.");
    }

    @Override
    public void close() throws IOException {
        try (tree) {
            extent.close();
        }
    }
}
