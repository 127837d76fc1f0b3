package io.jenkins.plugins.artifactscopes.transfer;

import java.net.URI;
import java.time.Duration;

/**
 * A server to transfer with.
 *
 * @param base where the {@link TransferApi} is served; ends with {@code /}
 * @param token the bearer token
 * @param connectTimeout how long a connection may take
 * @param readTimeout how long the server may be silent
 */
public record HttpTarget(URI base, String token, Duration connectTimeout, Duration readTimeout) {
    public HttpTarget {
        if (!base.getPath().endsWith("/")) {
            throw new IllegalArgumentException("The address has to end with '/': " + base);
        }
    }

    /** Ten seconds to connect, a minute of silence. */
    public static HttpTarget of(URI base, String token) {
        return new HttpTarget(base, token, Duration.ofSeconds(10), Duration.ofMinutes(1));
    }
}
