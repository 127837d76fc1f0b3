package io.jenkins.plugins.artifactscopes.retention;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.Removal;
import java.util.List;

/** Hears of what retention deleted, once it is gone. */
@FunctionalInterface
public interface RetentionAudit {
    RetentionAudit NONE = (scope, expired, removal) -> {};

    /**
     * @param expired what was to go and by which rule; somebody else may have deleted or replaced some of it just before
     * @param removal what went
     */
    void deleted(ScopeId scope, List<Expired> expired, Removal removal);

    /** An entry and why it goes. */
    record Expired(Entry entry, RetentionDecision decision) {}
}
