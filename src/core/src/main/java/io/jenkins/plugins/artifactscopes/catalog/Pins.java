package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people want of artifacts after their push: which are kept against the rules, and how long others are wanted; by their ids, which
 * are never used again. Outlives the catalog, which is rebuilt at need. Safe for use by many threads.
 */
public interface Pins {
    boolean isPinned(ScopeId scope, long artifact);

    void set(ScopeId scope, long artifact, boolean pinned);

    /** Whether {@link #expireIn} has an answer for any artifact. */
    default boolean knowsExpiries() {
        return false;
    }

    /** How long the artifact is wanted instead of what its pushers asked for; empty where nobody said so since. */
    default Optional<ExpireIn> expireIn(long artifact) {
        return Optional.empty();
    }

    /** @param wanted null for what its pushers asked for */
    default void setExpireIn(long artifact, @Nullable ExpireIn wanted) {
        if (wanted != null) {
            throw new UnsupportedOperationException("The expiry of an artifact cannot be changed here");
        }
    }
}
