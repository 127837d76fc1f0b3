package io.jenkins.plugins.artifactscopes.server;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Mints and reads tokens: JSON Web Tokens (RFC 7519) signed with HMAC-SHA256. No other algorithm is ever accepted: what a token's
 * header says of it is not looked at.
 */
final class Tokens {
    private static final int MAX_LENGTH = 8192;
    private static final String HEADER =
            encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.US_ASCII));

    private final SecretKeySpec key;
    private final Clock clock;

    Tokens(byte[] key, Clock clock) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
        this.clock = clock;
    }

    String mint(Claims claims) {
        String signed = HEADER + "." + encode(ClaimsJson.write(claims));
        return signed + "." + encode(signature(signed));
    }

    /** @throws TokenRefused when it is not one of ours, or past its time */
    Claims read(String token) throws TokenRefused {
        int dot = token.lastIndexOf('.');
        int payload = token.indexOf('.') + 1;
        if (token.length() > MAX_LENGTH || dot < payload || payload == 0) {
            throw new TokenRefused("The token is not one that this server has minted.");
        }
        String signed = token.substring(0, dot);
        if (!MessageDigest.isEqual(signature(signed), decode(token.substring(dot + 1)))) {
            throw new TokenRefused("The token is not one that this server has minted.");
        }
        Claims claims = ClaimsJson.read(decode(token.substring(payload, dot)));
        if (!clock.instant().isBefore(claims.expires())) {
            throw new TokenRefused(
                    "The token expired at " + claims.expires() + ". Mint a new one with 'artifact-server token'.");
        }
        return claims;
    }

    private byte[] signature(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no HMAC-SHA256", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decode(String text) throws TokenRefused {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new TokenRefused("The token is not one that this server has minted.", e);
        }
    }
}
