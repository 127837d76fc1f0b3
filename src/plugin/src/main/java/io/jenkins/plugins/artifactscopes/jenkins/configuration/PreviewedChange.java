package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.retention.EffectivePolicy;
import io.jenkins.plugins.artifactscopes.retention.Policies;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicy;
import io.jenkins.plugins.artifactscopes.retention.ScopeRules;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import java.io.IOException;
import java.time.Instant;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** Settings of a scope that are entered and not saved yet. */
record PreviewedChange(
        Scope scope, @Nullable ExpireIn keep, @Nullable ExpireIn cap) {
    /** @param item whose settings they are; null for those for all projects */
    FormValidation show(@Nullable Item item) {
        ConfiguredPolicies saved = new ConfiguredPolicies(Jenkins.get());
        Policies changed = project -> {
            EffectivePolicy policy = saved.of(project);
            return item == null
                    ? new EffectivePolicy(changed(policy.global()), policy.project())
                    : new EffectivePolicy(policy.global(), changed(policy.project()));
        };
        try {
            ScopeService service = ScopeService.get();
            RetentionPreview preview =
                    new RetentionPreview(service.store(), service.catalog(), changed, saved, scope, Instant.now());
            return FormValidation.ok(item == null ? preview.ofAll() : preview.of(item.getFullName()));
        } catch (IOException e) {
            return FormValidation.error(e, "What is stored cannot be looked at: " + e.getMessage());
        }
    }

    private RetentionPolicy changed(RetentionPolicy policy) {
        ScopeRules rules = policy.rules(scope);
        return policy.with(scope, new ScopeRules(rules.rules(), keep, cap, rules.keepLatest()));
    }
}
