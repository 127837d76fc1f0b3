package io.jenkins.plugins.artifactscopes.retention;

import io.jenkins.plugins.artifactscopes.catalog.Retention;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import java.time.Instant;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Dates the catalog's entries by policy. */
public final class PolicyRetention implements Retention {
    private final Policies policies;

    public PolicyRetention(Policies policies) {
        this.policies = policies;
    }

    @Override
    public Optional<Instant> expires(ScopeId scope, Entry entry) {
        return policies.of(scope.project())
                .decide(scope.scope(), entry.path(), entry.push(), false)
                .expiry();
    }

    @Override
    public Optional<Instant> expires(ScopeId scope, Entry entry, IntSupplier newer) {
        return policies.of(scope.project())
                .decide(scope.scope(), entry.path(), entry.push(), false, newer)
                .expiry();
    }
}
