package io.jenkins.plugins.artifactscopes.jenkins.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.DeflaterOutputStream;

/** The bodies of a push of one file of one byte, byte for byte as docs and core have them. */
public final class OneFile {
    /** Its kind, its size, its mode, its time and the end of the plan. */
    private static final byte[] PLAN = {0, 0, 0, 0, 0, 0, 1, 127, 1, 1};

    private OneFile() {}

    public static byte[] plan() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(bytes)) {
            deflated.write(PLAN);
        }
        return bytes.toByteArray();
    }

    public static byte[] content() throws IOException {
        byte[] content = {1};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // A raw block of 33 bytes with the content and its digest, and the end.
        bytes.write(new byte[] {0, 0, 0, 0, 33});
        bytes.write(content);
        try {
            bytes.write(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IOException(e);
        }
        bytes.write(new byte[] {3, 0, 0, 0, 0});
        return bytes.toByteArray();
    }
}
