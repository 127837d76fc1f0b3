package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Digest;
import io.jenkins.plugins.artifactscopes.store.Entry.Kind;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file, directory or link of a plan.
 *
 * @param path relative to what is transferred, which itself is the root
 * @param kind what it is
 * @param size bytes of content; 0 for a directory or link
 * @param mode the nine Unix permission bits, or {@link #NO_MODE}
 * @param modified when it last changed; the epoch where there is no mode
 * @param target of a link
 * @param digest of a file, in the plan of a pull
 */
record PlanEntry(
        ArtifactPath path,
        Kind kind,
        long size,
        int mode,
        Instant modified,
        @Nullable String target,
        @Nullable Digest digest) {
    /** The mode of a directory that only its content implies: nothing of it is kept but that it is there. */
    static final int NO_MODE = -1;

    /** The directory that holds something of which only that is known. */
    static PlanEntry implied(ArtifactPath path) {
        return new PlanEntry(path, Kind.DIRECTORY, 0, NO_MODE, Instant.EPOCH, null, null);
    }

    boolean isFile() {
        return kind == Kind.FILE;
    }

    boolean isDirectory() {
        return kind == Kind.DIRECTORY;
    }

    String requireTarget() {
        return Optional.ofNullable(target).orElseThrow(() -> new IllegalStateException(path + " is no link"));
    }

    Digest requireDigest() {
        return Optional.ofNullable(digest).orElseThrow(() -> new IllegalStateException(path + " has no digest"));
    }
}
