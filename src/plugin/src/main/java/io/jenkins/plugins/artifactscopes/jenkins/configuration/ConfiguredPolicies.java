package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Run;
import hudson.security.ACL;
import io.jenkins.plugins.artifactscopes.catalog.Quota;
import io.jenkins.plugins.artifactscopes.catalog.Quotas;
import io.jenkins.plugins.artifactscopes.jenkins.ProjectItems;
import io.jenkins.plugins.artifactscopes.jenkins.ProjectSettings;
import io.jenkins.plugins.artifactscopes.jenkins.RunPart;
import io.jenkins.plugins.artifactscopes.jenkins.UnloadedJobs;
import io.jenkins.plugins.artifactscopes.retention.AppliedPolicies;
import io.jenkins.plugins.artifactscopes.retention.EffectivePolicy;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicy;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.util.Optional;
import jenkins.model.Jenkins;

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

    /** By a policy that cannot be read nothing expires: what it keeps is not known. */
    @Override
    public EffectivePolicy of(String project) {
        return own(project)
                .map(own ->
                        new EffectivePolicy(ArtifactScopesConfiguration.get().policy(), own))
                .orElse(new EffectivePolicy(RetentionPolicy.NONE, RetentionPolicy.NONE));
    }

    private Optional<RetentionPolicy> own(String project) {
        return item(project).map(ItemSettings::policy).orElse(Optional.of(RetentionPolicy.NONE));
    }

    @Override
    public boolean isKnown(String project) {
        return !UnloadedJobs.have(jenkins, ScopeId.project(project))
                && own(project).isPresent();
    }

    @Override
    public Quotas quotas() {
        return project -> {
            Quota all = ArtifactScopesConfiguration.get().quota();
            return item(project)
                    .flatMap(item -> ItemSettings.read(item, own -> own.quota(all)))
                    .orElse(all);
        };
    }

    @Override
    public AppliedPolicies.Current policies() {
        return RetentionChanges.get().current();
    }

    private Optional<Item> item(String project) {
        return new ProjectItems(jenkins, ACL.SYSTEM2).project(project);
    }

    /**
     * The scopes of a run that is to be kept for ever, and where so configured those of the latest successful one; and those of which Jenkins cannot tell it,
     * because their job or run did not load.
     */
    @Override
    public boolean isKept(ScopeId scope) {
        return UnloadedJobs.have(jenkins, scope)
                || scope.workflow()
                        .flatMap(workflow -> item(scope.project()).flatMap(item -> ProjectItems.run(item, workflow)))
                        .map(run -> run.isKeepLog() || isLatestSuccessful(run) || isPartKept(run, scope))
                        .orElse(false);
    }

    private static boolean isPartKept(Run<?, ?> whole, ScopeId scope) {
        return scope.job()
                .flatMap(id -> RunPart.find(whole, id))
                .map(Run::isKeepLog)
                .orElse(false);
    }

    private static boolean isLatestSuccessful(Run<?, ?> run) {
        if (!ArtifactScopesConfiguration.get().isKeepLatestSuccessful()) {
            return false;
        }
        // While it runs it may yet be the one, whatever its result is so far.
        return run.isBuilding() || run.equals(run.getParent().getLastSuccessfulBuild());
    }
}
