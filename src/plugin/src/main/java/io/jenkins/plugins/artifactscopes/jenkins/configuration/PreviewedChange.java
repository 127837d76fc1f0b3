package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.retention.Kept;
import io.jenkins.plugins.artifactscopes.retention.PolicyPreview;
import io.jenkins.plugins.artifactscopes.retention.Preview;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicy;
import io.jenkins.plugins.artifactscopes.retention.ScopeRules;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.transfer.Amount;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** Settings of a scope that are entered and not saved yet. */
record PreviewedChange(
        Scope scope,
        @Nullable ExpireIn keep,
        @Nullable ExpireIn cap,
        @Nullable Integer keepLatest) {
    /** Somebody waits for the answer. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** @param item whose settings they are; null for those for all projects */
    FormValidation show(@Nullable Item item) {
        try {
            Preview preview = preview(item);
            return FormValidation.ok((preview.whole() ? "" : "At least ")
                    + Amount.count(preview.due().files(), "file") + ", "
                    + Amount.bytes(preview.due().bytes()) + ", would go with the next sweep.");
        } catch (IOException e) {
            return FormValidation.error(e, "What is stored cannot be looked at: " + e.getMessage());
        }
    }

    private Preview preview(@Nullable Item item) throws IOException {
        ConfiguredPolicies saved = new ConfiguredPolicies(Jenkins.get());
        Kept others = id -> id.scope() != scope || saved.isKept(id);
        ScopeService service = ScopeService.get();
        PolicyPreview previews = new PolicyPreview(
                service.store(), service.catalog(), saved, others, Clock.systemUTC(), LONGEST, () -> false);
        if (item == null) {
            return previews.ofAll(changed(saved.of("").global()), 0);
        }
        String project = item.getFullName();
        return previews.of(project, changed(saved.of(project).project()), 0);
    }

    private RetentionPolicy changed(RetentionPolicy policy) {
        return policy.with(scope, new ScopeRules(policy.rules(scope).rules(), keep, cap, keepLatest));
    }
}
