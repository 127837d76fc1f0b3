package io.jenkins.plugins.artifactscopes.transfer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Numbers of variable length: seven bits a byte, the lowest first, the top bit says that more follow. */
final class Varint {
    private static final int MAX_SHIFT = 63;

    private Varint() {}

    static void write(OutputStream out, long value) throws IOException {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    static long read(InputStream in) throws IOException {
        long value = 0;
        for (int shift = 0; shift <= MAX_SHIFT; shift += 7) {
            int next = readByte(in);
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new MalformedTransfer("A number is longer than ten bytes");
    }

    /** A number from 0 to {@code max}. */
    static long read(InputStream in, long max, String what) throws IOException {
        long value = read(in);
        if (value < 0 || value > max) {
            throw new MalformedTransfer("The " + what + " is out of bounds: " + Long.toUnsignedString(value)
                    + ", at most " + max + " is allowed");
        }
        return value;
    }

    static void writeSigned(OutputStream out, long value) throws IOException {
        write(out, value << 1 ^ value >> 63);
    }

    static long readSigned(InputStream in) throws IOException {
        long coded = read(in);
        return coded >>> 1 ^ -(coded & 1);
    }

    static int readByte(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("The stream ended early");
        }
        return next;
    }

    static void readFully(InputStream in, byte[] buffer, int offset, int length) throws IOException {
        if (in.readNBytes(buffer, offset, length) < length) {
            throw new EOFException("The stream ended early");
        }
    }
}
