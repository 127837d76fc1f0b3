package io.jenkins.plugins.artifactscopes.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A request's body, whose failures are told apart from those of the disk. */
final class ClientInput extends FilterInputStream {
    private static final int BUFFER = 1 << 16;

    ClientInput(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (IOException e) {
            throw new ClientGone(e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return in.read(buffer, offset, length);
        } catch (IOException e) {
            throw new ClientGone(e);
        }
    }

    /**
     * Reads on to the end, for a while: a client that is still sending does not read the answer yet.
     *
     * @return whether the end was reached
     */
    boolean drain(long maxBytes, Clock clock, Duration longest) throws IOException {
        Instant end = clock.instant().plus(longest);
        byte[] buffer = new byte[BUFFER];
        long left = maxBytes;
        while (left > 0 && clock.instant().isBefore(end)) {
            int count = read(buffer, 0, buffer.length);
            if (count < 0) {
                return true;
            }
            left -= count;
        }
        return false;
    }
}
