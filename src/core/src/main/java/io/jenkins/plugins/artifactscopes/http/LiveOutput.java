package io.jenkins.plugins.artifactscopes.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** An answer that breaks off when what its receiver was let in for is over. */
final class LiveOutput extends FilterOutputStream {
    /** Looking may take longer than sending a piece does. */
    static final Duration EACH = Duration.ofSeconds(1);

    private final Access access;
    private final InstantSource clock;
    private Instant next;

    /** @param access of who was let in just now */
    LiveOutput(OutputStream out, Access access, InstantSource clock) {
        super(out);
        this.access = access;
        this.clock = clock;
        this.next = clock.instant().plus(EACH);
    }

    @Override
    public void write(int one) throws IOException {
        requireLive();
        out.write(one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        requireLive();
        out.write(bytes, offset, length);
    }

    private void requireLive() throws IOException {
        Instant now = clock.instant();
        if (!now.isBefore(next)) {
            access.requireLive();
            next = now.plus(EACH);
        }
    }
}
