package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;

/**
 * Which artifacts are kept against the rules, by their ids, which are never used again. Outlives the catalog, which is rebuilt at need.
 * Safe for use by many threads.
 */
public interface Pins {
    boolean isPinned(ScopeId scope, long artifact);

    void set(ScopeId scope, long artifact, boolean pinned);
}
