package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;

/** Which artifacts are kept against the rules; outlives the catalog, which is rebuilt at need. Safe for use by many threads. */
public interface Pins {
    boolean isPinned(ScopeId scope, String artifact);

    void set(ScopeId scope, String artifact, boolean pinned);
}
