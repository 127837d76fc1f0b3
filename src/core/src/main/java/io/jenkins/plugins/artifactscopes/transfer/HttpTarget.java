package io.jenkins.plugins.artifactscopes.transfer;

import java.net.URI;
import java.time.Duration;

/**
 * A server to transfer with.
 *
 * @param base where the {@link TransferApi} is served; ends with {@code /}
 * @param token the bearer token; empty where the address itself is the permission
 * @param connectTimeout how long a connection may take
 * @param readTimeout how long the server may be silent, and how long it may take none of what it is sent
 * @param retries how often what fails is tried again
 */
public record HttpTarget(URI base, String token, Duration connectTimeout, Duration readTimeout, Retries retries) {
    public HttpTarget {
        if (!base.getPath().endsWith("/")) {
            throw new IllegalArgumentException("The address has to end with '/': " + base);
        }
    }

    /** How often what fails is tried again. */
    public enum Retries {
        /** Eight times in a row, as long as nothing arrives. */
        PATIENT(8),
        /** Twice at most, for who has another way. */
        FEW(3);

        private final int tries;

        Retries(int tries) {
            this.tries = tries;
        }

        int tries() {
            return tries;
        }
    }

    /** Ten seconds to connect, a minute of silence. */
    public static HttpTarget of(URI base, String token) {
        return new HttpTarget(base, token, Duration.ofSeconds(10), Duration.ofMinutes(1), Retries.PATIENT);
    }
}
