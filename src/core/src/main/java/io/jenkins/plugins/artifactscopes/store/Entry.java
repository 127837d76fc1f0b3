package io.jenkins.plugins.artifactscopes.store;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file, directory or symbolic link in a scope.
 *
 * @param path where it is in the scope, never the root
 * @param kind what it is
 * @param size bytes of content; 0 for a directory or link
 * @param digest of the content; for files only
 * @param target where a link points to, as it was written; for links only
 * @param mode the nine Unix permission bits
 * @param modified when the content last changed before it was pushed
 * @param push the push that brought it
 */
public record Entry(
        ArtifactPath path,
        Kind kind,
        long size,
        @Nullable Digest digest,
        @Nullable String target,
        int mode,
        Instant modified,
        PushInfo push) {
    /** What an entry is. */
    public enum Kind {
        FILE,
        DIRECTORY,
        LINK
    }

    /** This, as brought by another push. */
    public Entry with(PushInfo other) {
        return new Entry(path, kind, size, digest, target, mode, modified, other);
    }

    public boolean isFile() {
        return kind == Kind.FILE;
    }

    /** The digest of a file. */
    public Digest requireDigest() {
        return Optional.ofNullable(digest).orElseThrow(() -> new IllegalStateException(path + " is no file"));
    }

    /** The target of a link. */
    public String requireTarget() {
        return Optional.ofNullable(target).orElseThrow(() -> new IllegalStateException(path + " is no link"));
    }
}
