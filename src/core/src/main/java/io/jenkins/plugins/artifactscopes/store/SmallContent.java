package io.jenkins.plugins.artifactscopes.store;

import java.util.zip.CRC32;

/**
 * A content in memory with its checksums.
 *
 * @param buffer holds the content from its start; not changed by anyone as long as this is in use
 * @param length bytes of content
 * @param digest SHA-256 of the content
 * @param crc32 CRC-32 of the content, as a ZIP wants it
 */
public record SmallContent(byte[] buffer, int length, Digest digest, long crc32) {
    public static SmallContent of(byte[] buffer, int length) {
        CRC32 crc = new CRC32();
        crc.update(buffer, 0, length);
        return new SmallContent(buffer, length, Digest.ofContent(buffer, 0, length), crc.getValue());
    }
}
