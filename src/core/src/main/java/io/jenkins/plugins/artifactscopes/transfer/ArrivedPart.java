package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.store.BackgroundDigest;
import io.jenkins.plugins.artifactscopes.store.Digest;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.function.LongConsumer;

/**
 * The beginning of a large file that arrived in an attempt before: it is not sent again, but the digest of the file is of it too. What was
 * read for one attempt need not be read for the next.
 */
final class ArrivedPart {
    private final Cancellation cancellation;
    private final LongConsumer progress;
    private long number = -1;
    private long bytes;
    private MessageDigest digest = Digest.sha256();

    /** @param progress told now and then that nothing was sent while this is read */
    ArrivedPart(Cancellation cancellation, LongConsumer progress) {
        this.cancellation = cancellation;
        this.progress = progress;
    }

    /**
     * Reads what has not been read yet.
     *
     * @param number of the entry in the plan
     * @param to how many bytes of it have arrived
     */
    void read(long number, PlanEntry entry, LocalFile path, long to) throws IOException {
        if (number != this.number || to < bytes) {
            this.number = number;
            bytes = 0;
            digest = Digest.sha256();
        }
        if (bytes == to) {
            return;
        }
        byte[] buffer = new byte[BackgroundDigest.BUFFER];
        try (SourceFile file = SourceFile.large(path, entry, bytes)) {
            while (bytes < to) {
                cancellation.check();
                int count = file.read(buffer, 0, (int) Math.min(buffer.length, to - bytes));
                if (count < 0) {
                    return;
                }
                digest.update(buffer, 0, count);
                bytes += count;
                progress.accept(0);
            }
        }
    }

    /** How much was read; less than asked for where the file has no more. */
    long bytes() {
        return bytes;
    }

    /** The computation of the digest as it stands after what was read, to be gone on with. */
    MessageDigest digest() {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            // A SHA-256 of another provider: this attempt has it alone, and the next one reads again.
            number = -1;
            return digest;
        }
    }
}
