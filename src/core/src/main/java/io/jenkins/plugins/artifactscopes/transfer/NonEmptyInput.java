package io.jenkins.plugins.artifactscopes.transfer;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An answer that has to have something in it: the JDK takes a connection that breaks before the body for an empty one. */
final class NonEmptyInput extends FilterInputStream {
    private boolean begun;

    NonEmptyInput(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        return begun(super.read());
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return begun(super.read(buffer, offset, length));
    }

    private int begun(int result) throws EOFException {
        if (result < 0 && !begun) {
            throw new EOFException("The answer broke off");
        }
        begun = true;
        return result;
    }
}
