package io.jenkins.plugins.artifactscopes.retention;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.Removal;
import java.util.List;

/** Hears of what was deleted, once it is gone. Safe for use by many threads. */
@FunctionalInterface
public interface RetentionAudit {
    RetentionAudit NONE = (scope, expired, removal) -> {};

    /**
     * @param expired what was to go and by which rule; somebody else may have deleted or replaced some of it just before
     * @param removal what went
     */
    void deleted(ScopeId scope, List<Expired> expired, Removal removal);

    /**
     * Hears of what somebody deleted, once it is gone.
     *
     * @param who for people to read
     * @param path what was deleted, with all below it; the root for the whole scope
     */
    default void deletedBy(String who, ScopeId scope, ArtifactPath path, Removal removal) {}

    /** An entry and why it goes. */
    record Expired(Entry entry, RetentionDecision decision) {}
}
