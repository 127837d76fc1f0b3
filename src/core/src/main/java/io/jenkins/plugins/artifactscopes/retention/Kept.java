package io.jenkins.plugins.artifactscopes.retention;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;

/** What a host keeps as a whole for reasons of its own, whatever the rules say. Quick, and safe for use by many threads. */
@FunctionalInterface
public interface Kept {
    Kept NOTHING = scope -> false;

    /** Asked at every sweep: what is kept no more goes with the next one. */
    boolean isKept(ScopeId scope);
}
