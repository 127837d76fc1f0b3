package io.jenkins.plugins.artifactscopes.cli;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.transfer.ScopeAccess;
import java.net.URI;

/** Reaches a scope on a server. */
@FunctionalInterface
interface Connector {
    ScopeAccess connect(URI server, String token, ScopeId scope);

    /** Over HTTP. */
    static Connector http() {
        return (server, token, scope) -> {
            throw new UnsupportedOperationException("not there yet");
        };
    }
}
