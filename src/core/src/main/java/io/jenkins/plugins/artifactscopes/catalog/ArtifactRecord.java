package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Digest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One artifact: a top-level name in a scope with all that is below it. Times are kept in milliseconds.
 *
 * @param id unique among all artifacts, never used again, growing with time; from 1
 * @param scope where it is
 * @param name its name in the scope
 * @param created when it was first pushed
 * @param updated when it was last pushed to
 * @param files how many files it has
 * @param entries how many files, links and directories it has; 0 for one that has expired and is listed for a while only, whose files
 *     and bytes are those that it had
 * @param bytes content of its files
 * @param expires when the last of it expires by the rules, or null for never; of no effect while it is pinned
 * @param pinned whether someone keeps it against the rules
 * @param by who pushed to it last, for people to read
 * @param commit the number of the last push to it in its scope
 * @param digest of the content of an artifact that is one file, else null
 */
public record ArtifactRecord(
        long id,
        ScopeId scope,
        String name,
        Instant created,
        Instant updated,
        long files,
        long entries,
        long bytes,
        @Nullable Instant expires,
        boolean pinned,
        String by,
        long commit,
        @Nullable Digest digest) {
    /** When the last of it goes, as things stand; empty for never, and while it is pinned. */
    public Optional<Instant> expiry() {
        return pinned ? Optional.empty() : Optional.ofNullable(expires);
    }

    ArtifactRecord withPinned(boolean newPinned) {
        return new ArtifactRecord(
                id, scope, name, created, updated, files, entries, bytes, expires, newPinned, by, commit, digest);
    }

    ArtifactRecord gone() {
        return new ArtifactRecord(
                id, scope, name, created, updated, files, 0, bytes, expires, false, by, commit, digest);
    }

    ArtifactRecord withExpires(@Nullable Instant newExpires) {
        return new ArtifactRecord(
                id, scope, name, created, updated, files, entries, bytes, newExpires, pinned, by, commit, digest);
    }
}
