package io.jenkins.plugins.artifactscopes.store;

import org.jspecify.annotations.Nullable;

/**
 * What the pusher asks for.
 *
 * @param overwrite what to do about files of the same name
 * @param by who pushes, for people to read
 * @param expireIn how long it is wanted, or null to leave that to the policy
 * @param id names this commit, so that {@link ScopeStore#receipt} finds it when its answer was lost; null where nobody asks
 * @param origin what the run was built from, as far as the pusher tells
 */
public record PushOptions(
        Overwrite overwrite,
        String by,
        @Nullable ExpireIn expireIn,
        @Nullable String id,
        Origin origin) {
    public PushOptions(Overwrite overwrite, String by, @Nullable ExpireIn expireIn, @Nullable String id) {
        this(overwrite, by, expireIn, id, Origin.NONE);
    }

    public PushOptions(Overwrite overwrite, String by, @Nullable ExpireIn expireIn) {
        this(overwrite, by, expireIn, null);
    }

    /** What to do about a file that is there already. */
    public enum Overwrite {
        REFUSE,
        /** Whatever it is, a directory with all that is in it too. */
        REPLACE,
        /** A file or link by a file or link; a directory takes the place of neither, and neither that of a directory. */
        REPLACE_FILES
    }
}
