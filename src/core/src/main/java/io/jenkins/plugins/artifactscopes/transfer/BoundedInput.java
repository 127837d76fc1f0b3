package io.jenkins.plugins.artifactscopes.transfer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that may not be longer than allowed. */
final class BoundedInput extends FilterInputStream {
    private final long max;
    private long read;

    BoundedInput(InputStream in, long max) {
        super(in);
        this.max = max;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int more) throws PlanTooLarge {
        read += more;
        if (read > max) {
            throw new PlanTooLarge("The plan is larger than " + max + " bytes");
        }
    }
}
