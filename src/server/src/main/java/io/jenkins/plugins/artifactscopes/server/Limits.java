package io.jenkins.plugins.artifactscopes.server;

import java.time.Duration;

/**
 * What one client may take from the server.
 *
 * @param headerBytes of a request, its address included
 * @param silence after which a client that neither sends nor reads is cut off
 * @param bytesPerSecond that a body comes in with at least, on average over the time that the server waits for it, once that is
 *     longer than {@code silence}; and that an answer is read with at least, on average
 * @param connections at one time
 * @param stop how long running requests may go on once the server is to stop
 */
record Limits(int headerBytes, Duration silence, int bytesPerSecond, int connections, Duration stop) {
    /** A path has at most 4 KiB, three times that when every byte is percent-encoded, and a token some hundred bytes. */
    static final Limits STANDARD = new Limits(32 * 1024, Duration.ofSeconds(60), 256, 1000, Duration.ofSeconds(8));

    Limits withSilence(Duration other) {
        return new Limits(headerBytes, other, bytesPerSecond, connections, stop);
    }
}
