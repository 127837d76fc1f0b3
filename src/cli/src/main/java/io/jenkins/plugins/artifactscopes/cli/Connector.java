package io.jenkins.plugins.artifactscopes.cli;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.transfer.CancelSignal;
import io.jenkins.plugins.artifactscopes.transfer.HttpAccess;
import io.jenkins.plugins.artifactscopes.transfer.HttpTarget;
import io.jenkins.plugins.artifactscopes.transfer.ScopeAccess;
import io.jenkins.plugins.artifactscopes.transfer.TransferTools;
import java.net.URI;

/** Reaches a scope on a server. */
@FunctionalInterface
interface Connector {
    ScopeAccess connect(URI server, String token, ScopeId scope);

    /** Over HTTP, until {@code cancel} says otherwise. */
    static Connector http(CancelSignal cancel) {
        return (server, token, scope) -> {
            String address = server.toString();
            URI base = URI.create(address + (address.endsWith("/") ? "" : "/") + "artifact-scopes/v1/");
            return new HttpAccess(HttpTarget.of(base, token), scope, TransferTools.standard(cancel));
        };
    }
}
