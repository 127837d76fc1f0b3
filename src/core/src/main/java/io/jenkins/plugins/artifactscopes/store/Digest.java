package io.jenkins.plugins.artifactscopes.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 of some content. */
public final class Digest {
    /** Bytes. */
    public static final int LENGTH = 32;

    private final byte[] bytes;

    private Digest(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A new computation of SHA-256, which every Java runtime has. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256", e);
        }
    }

    /**
     * The digest with these 32 bytes, which are copied.
     *
     * @throws IllegalArgumentException for another number of bytes
     */
    public static Digest of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("A SHA-256 has " + LENGTH + " bytes, not " + bytes.length);
        }
        return new Digest(bytes.clone());
    }

    /** The digest of {@code length} bytes of {@code content}. */
    public static Digest ofContent(byte[] content, int offset, int length) {
        MessageDigest sha = sha256();
        sha.update(content, offset, length);
        return new Digest(sha.digest());
    }

    /** The digest of what was given to {@code computation}, which is reset. */
    public static Digest of(MessageDigest computation) {
        return of(computation.digest());
    }

    /**
     * Reads 64 hexadecimal digits, with or without {@code sha256:} in front.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Digest parse(String text) {
        String hex = text.startsWith("sha256:") ? text.substring("sha256:".length()) : text;
        return of(HexFormat.of().parseHex(hex));
    }

    /** A copy of the 32 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The first eight bytes, big-endian: enough to look a content up, never enough to trust it. */
    public long prefix() {
        long prefix = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            prefix = prefix << 8 | (bytes[i] & 0xff);
        }
        return prefix;
    }

    /** 64 lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && Arrays.equals(bytes, digest.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "sha256:" + hex();
    }
}
