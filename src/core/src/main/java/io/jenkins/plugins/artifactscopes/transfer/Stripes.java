package io.jenkins.plugins.artifactscopes.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * One stream that travels as several, for carriers that let each have only so many bytes under way: pieces of {@value #PIECE} bytes go
 * through one after the other in turn, and only the last piece is shorter.
 */
public final class Stripes {
    /** Bytes of a piece. */
    public static final int PIECE = 1 << 19;

    private Stripes() {}

    /** Cuts what is written. What waits for a piece to fill goes out when it is closed, and not before. */
    public static OutputStream over(List<OutputStream> outs) {
        return new Output(outs);
    }

    /** Puts together what {@link #over} cut, if the streams are in the same order. */
    public static InputStream of(List<InputStream> ins) {
        return new Input(ins);
    }

    private static void close(List<? extends AutoCloseable> streams) throws IOException {
        IOException failure = null;
        for (AutoCloseable stream : streams) {
            try {
                stream.close();
            } catch (Exception e) {
                IOException next = e instanceof IOException known ? known : new IOException(e);
                if (failure == null) {
                    failure = next;
                } else {
                    failure.addSuppressed(next);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static final class Output extends OutputStream {
        private final List<OutputStream> outs;
        private final byte[] piece = new byte[PIECE];
        private int length;
        private int turn;
        private boolean closed;

        Output(List<OutputStream> outs) {
            this.outs = List.copyOf(outs);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            int done = 0;
            while (done < count) {
                int part = Math.min(count - done, PIECE - length);
                System.arraycopy(bytes, offset + done, piece, length, part);
                length += part;
                done += part;
                if (length == PIECE) {
                    send();
                }
            }
        }

        private void send() throws IOException {
            outs.get(turn).write(piece, 0, length);
            length = 0;
            turn = (turn + 1) % outs.size();
        }

        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            try {
                if (length > 0) {
                    send();
                }
            } finally {
                Stripes.close(outs);
            }
        }
    }

    private static final class Input extends InputStream {
        private final List<InputStream> ins;
        private int left = PIECE;
        private int turn;

        Input(List<InputStream> ins) {
            this.ins = List.copyOf(ins);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = ins.get(turn).read(buffer, offset, Math.min(length, left));
            if (count > 0) {
                left -= count;
                if (left == 0) {
                    left = PIECE;
                    turn = (turn + 1) % ins.size();
                }
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            Stripes.close(ins);
        }
    }
}
