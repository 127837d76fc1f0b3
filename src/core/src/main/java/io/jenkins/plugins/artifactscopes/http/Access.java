package io.jenkins.plugins.artifactscopes.http;

import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;

/** What the sender of a request may do. */
public interface Access {
    /** For people to read: who pushed. */
    String name();

    /** Whose contents count as known to it. */
    Holder holder();

    boolean mayRead(ScopeId scope);

    boolean mayWrite(ScopeId scope);
}
