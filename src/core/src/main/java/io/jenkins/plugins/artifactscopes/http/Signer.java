package io.jenkins.plugins.artifactscopes.http;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what a URL allows, with HMAC-SHA-256. Safe for use by many threads. */
public final class Signer {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MIN_KEY = 32;

    private final SecretKeySpec key;

    /** @param key at least 32 random bytes, known to this server only */
    public Signer(byte[] key) {
        if (key.length < MIN_KEY) {
            throw new IllegalArgumentException(
                    "The key has " + key.length + " bytes; at least " + MIN_KEY + " are needed");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * @param kind what is allowed, such as {@code push}
     * @param id on what
     * @param scope where
     * @param expires until when, in whole seconds
     * @return 64 hexadecimal digits
     */
    public String sign(String kind, String id, ScopeId scope, Instant expires) {
        return HexFormat.of().formatHex(mac(kind, id, scope, expires));
    }

    /** Whether {@code signature} is the one that {@link #sign} gives for this; it takes the same time whatever it is. */
    public boolean isSigned(String signature, String kind, String id, ScopeId scope, Instant expires) {
        byte[] given = signature.getBytes(StandardCharsets.US_ASCII);
        byte[] right = sign(kind, id, scope, expires).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(right, given);
    }

    private byte[] mac(String kind, String id, ScopeId scope, Instant expires) {
        // No part can hold a NUL, so that no two requests have the same text.
        String text = String.join(
                "\0",
                kind,
                id,
                scope.project(),
                scope.workflow().orElse(""),
                scope.job().orElse(""),
                Long.toString(expires.getEpochSecond()));
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no " + ALGORITHM, e);
        }
    }
}
