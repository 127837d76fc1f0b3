package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.Run;
import hudson.security.ACL;
import io.jenkins.plugins.artifactscopes.catalog.Quota;
import io.jenkins.plugins.artifactscopes.catalog.Quotas;
import io.jenkins.plugins.artifactscopes.jenkins.ProjectItems;
import io.jenkins.plugins.artifactscopes.jenkins.ProjectSettings;
import io.jenkins.plugins.artifactscopes.jenkins.UnloadedJobs;
import io.jenkins.plugins.artifactscopes.retention.AppliedPolicies;
import io.jenkins.plugins.artifactscopes.retention.EffectivePolicy;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicy;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** What is configured, in the words of core. */
@Extension
public final class ConfiguredPolicies implements ProjectSettings {
    private final Jenkins jenkins;

    public ConfiguredPolicies() {
        this(Jenkins.get());
    }

    public ConfiguredPolicies(Jenkins jenkins) {
        this.jenkins = jenkins;
    }

    @Override
    public EffectivePolicy of(String project) {
        return new EffectivePolicy(
                ArtifactScopesConfiguration.get().policy(),
                property(project).map(ArtifactScopesProperty::policy).orElse(RetentionPolicy.NONE));
    }

    @Override
    public Quotas quotas() {
        return project -> {
            Quota all = ArtifactScopesConfiguration.get().quota();
            return property(project).map(own -> own.quota(all)).orElse(all);
        };
    }

    @Override
    public AppliedPolicies.Current policies() {
        return RetentionChanges.get().current();
    }

    private Optional<Item> item(String project) {
        return new ProjectItems(jenkins, ACL.SYSTEM2).project(project);
    }

    private Optional<ArtifactScopesProperty> property(String project) {
        return item(project).flatMap(ItemSettings::of);
    }

    /**
     * The scopes of a run that is to be kept for ever, and where so configured those of the latest successful one; and those of which Jenkins cannot tell it,
     * because their job or run did not load.
     */
    @Override
    public boolean isKept(ScopeId scope) {
        return UnloadedJobs.have(jenkins, scope)
                || scope.workflow()
                        .flatMap(workflow -> item(scope.project()).map(item -> isKept(item, workflow)))
                        .orElse(false);
    }

    private static boolean isKept(Item project, String workflow) {
        Run<?, ?> run = ProjectItems.run(project, workflow).orElse(null);
        return run != null && (run.isKeepLog() || isLatestSuccessful(run));
    }

    private static boolean isLatestSuccessful(@Nullable Run<?, ?> run) {
        if (run == null || !ArtifactScopesConfiguration.get().isKeepLatestSuccessful()) {
            return false;
        }
        Run<?, ?> latest = run.getParent().getLastSuccessfulBuild();
        Result result = run.getResult();
        // While it runs it may yet be the one.
        return result == null || run.equals(latest);
    }
}
