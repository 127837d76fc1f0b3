package io.jenkins.plugins.artifactscopes.store;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a commit made visible.
 *
 * @param push the commit
 * @param files how many files
 * @param links how many symbolic links
 * @param directories how many directories
 * @param bytes content of the files
 * @param expires when the first of it expires, or null for never
 */
public record PushReceipt(
        PushInfo push,
        long files,
        long links,
        long directories,
        long bytes,
        @Nullable Instant expires) {
    public Optional<Instant> expiry() {
        return Optional.ofNullable(expires);
    }
}
