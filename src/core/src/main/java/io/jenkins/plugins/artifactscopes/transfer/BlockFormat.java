package io.jenkins.plugins.artifactscopes.transfer;

/**
 * How a stream of bytes is cut into blocks on the wire.
 *
 * <pre>
 * block:  type (1 byte), length on the wire (4 bytes, big-endian, 1 to 262,144)
 *         0 raw:      that many bytes
 *         1 deflated: length before compression (4 bytes, 1 to 262,144), then that many bytes of raw DEFLATE
 *         2 failure:  a message in UTF-8, at most 8,192 bytes; nothing follows
 *         3 end:      length is 0; nothing follows
 * </pre>
 */
final class BlockFormat {
    static final int RAW = 0;
    static final int DEFLATED = 1;
    static final int FAILURE = 2;
    static final int END = 3;
    static final int MAX_BLOCK = 1 << 18;
    static final int MAX_MESSAGE = 8192;
    static final int HEADER = 5;

    private BlockFormat() {}
}
