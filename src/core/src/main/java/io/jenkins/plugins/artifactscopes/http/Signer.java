package io.jenkins.plugins.artifactscopes.http;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what a URL allows, with HMAC-SHA-256. Safe for use by many threads. */
public final class Signer {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MIN_KEY = 32;

    private final List<SecretKeySpec> keys;

    /** @param key at least 32 random bytes, known to this server only */
    public Signer(byte[] key) {
        this(List.of(key));
    }

    /** @param keys as above, the newest first: it signs, and what any of them signed is good */
    public Signer(List<byte[]> keys) {
        this.keys = keys.stream().map(Signer::checked).toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("A key is needed to sign with");
        }
    }

    private static SecretKeySpec checked(byte[] key) {
        if (key.length < MIN_KEY) {
            throw new IllegalArgumentException(
                    "The key has " + key.length + " bytes; at least " + MIN_KEY + " are needed");
        }
        return new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * @param kind what is allowed, such as {@code push}
     * @param id on what
     * @param scope where
     * @param expires until when, in whole seconds
     * @return 64 hexadecimal digits
     */
    public String sign(String kind, String id, ScopeId scope, Instant expires) {
        return sign(parts(kind, id, scope, expires));
    }

    /** Whether {@code signature} is the one that {@link #sign} gives for this; it takes the same time whatever it is. */
    public boolean isSigned(String signature, String kind, String id, ScopeId scope, Instant expires) {
        return isSigned(signature, parts(kind, id, scope, expires));
    }

    private static List<String> parts(String kind, String id, ScopeId scope, Instant expires) {
        return List.of(
                kind,
                id,
                scope.project(),
                scope.workflow().orElse(""),
                scope.job().orElse(""),
                Long.toString(expires.getEpochSecond()));
    }

    /**
     * Signs a statement.
     *
     * @param parts of it; none has a NUL, and the first tells what the others are
     * @return 64 hexadecimal digits
     */
    public String sign(List<String> parts) {
        return HexFormat.of().formatHex(mac(keys.get(0), parts));
    }

    /** Whether {@code signature} is one that {@link #sign} gave for these parts; it takes the same time whatever it is. */
    public boolean isSigned(String signature, List<String> parts) {
        byte[] given = signature.getBytes(StandardCharsets.US_ASCII);
        boolean right = false;
        for (SecretKeySpec key : keys) {
            byte[] signed = HexFormat.of().formatHex(mac(key, parts)).getBytes(StandardCharsets.US_ASCII);
            right |= MessageDigest.isEqual(signed, given);
        }
        return right;
    }

    private static byte[] mac(SecretKeySpec key, List<String> parts) {
        // No part can hold a NUL, so that no two statements have the same text.
        if (parts.stream().anyMatch(part -> part.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("A NUL cannot be signed");
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no " + ALGORITHM, e);
        }
    }
}
