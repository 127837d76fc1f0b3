package io.jenkins.plugins.artifactscopes.jenkins.http;

import io.jenkins.plugins.artifactscopes.http.Access;
import io.jenkins.plugins.artifactscopes.jenkins.agent.Grant;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.transfer.PushTerms;
import java.io.IOException;
import java.util.Optional;

/** What a grant lets an agent do: its one push, or its one pull. */
record GrantAccess(Grant grant) implements Access {
    @Override
    public String name() {
        return grant.push().map(PushTerms::by).orElse("");
    }

    @Override
    public Holder holder() {
        return grant.push().map(PushTerms::holder).orElse(Holder.of(grant.scope()));
    }

    @Override
    public Optional<PushTerms> push() {
        return grant.push();
    }

    @Override
    public void requireLive() throws IOException {
        grant.requireLive();
    }

    @Override
    public boolean mayRead(ScopeId scope) {
        return grant.push().isEmpty() && scope.equals(grant.scope());
    }

    @Override
    public boolean mayWrite(ScopeId scope) {
        return grant.push().isPresent() && scope.equals(grant.scope());
    }

    @Override
    public boolean mayDelete(ScopeId scope) {
        return false;
    }

    @Override
    public boolean mayConfigure(String project) {
        return false;
    }
}
