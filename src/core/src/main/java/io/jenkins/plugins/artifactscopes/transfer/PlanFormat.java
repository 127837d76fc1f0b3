package io.jenkins.plugins.artifactscopes.transfer;

/**
 * The bytes of a plan.
 *
 * <pre>
 * entry:  kind (1 byte: 0 file, 1 directory, 2 link, 3 implied directory, 4 file with digest)
 *         bytes of the path that are as in the entry before (varint), number of those that follow (varint), those bytes (UTF-8)
 *         not for 3: mode (varint), modified seconds since 1970 (signed varint), nanoseconds (varint)
 *         0, 4: size (varint); 4: SHA-256 (32 bytes); 2: length of the target (varint), target (UTF-8)
 * end:    127 (1 byte), number of entries (varint), sum of sizes (varint)
 * </pre>
 */
final class PlanFormat {
    static final int FILE = 0;
    static final int DIRECTORY = 1;
    static final int LINK = 2;
    static final int IMPLIED = 3;
    static final int DIGESTED = 4;
    static final int END = 127;
    static final int MAX_TARGET = 4096;
    static final int MAX_MODE = 0777;

    private PlanFormat() {}
}
