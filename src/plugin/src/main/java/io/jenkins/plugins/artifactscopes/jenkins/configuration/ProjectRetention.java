package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import hudson.model.Item;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.artifactscopes.http.github.RetentionSettings;
import io.jenkins.plugins.artifactscopes.jenkins.ProjectItems;
import io.jenkins.plugins.artifactscopes.retention.EffectivePolicy;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicy;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** How many days a project keeps what no rule is about, as GitHub's clients ask and set it: a setting of its job property. */
public final class ProjectRetention implements RetentionSettings {
    private static final int MOST_DAYS = 3650;

    @Override
    public Days of(String project) {
        EffectivePolicy policy = new ConfiguredPolicies(Jenkins.get()).of(project);
        int most = Math.min(
                days(policy.global().rules(Scope.WORKFLOW).cap()),
                days(policy.global().rules(Scope.JOB).cap()));
        RetentionPolicy own = policy.project();
        ExpireIn chosen = own.rules(Scope.WORKFLOW).otherwise();
        int usual = days(chosen == null ? policy.global().rules(Scope.WORKFLOW).otherwise() : chosen);
        return new Days(Math.min(most, usual), most);
    }

    private static int days(@Nullable ExpireIn age) {
        return Optional.ofNullable(age)
                .flatMap(ExpireIn::age)
                .map(Duration::toDays)
                .map(found -> (int) Math.max(1, Math.min(MOST_DAYS, found)))
                .orElse(MOST_DAYS);
    }

    @Override
    public void change(String project, int days) throws IOException {
        Item item = new ProjectItems(Jenkins.get(), ACL.SYSTEM2)
                .project(project)
                .orElseThrow(() -> new IllegalArgumentException("There is no project " + project + "."));
        try (ACLContext all = ACL.as2(ACL.SYSTEM2)) {
            change(item, days + "d");
        }
    }

    private static void change(Item item, String keep) throws IOException {
        ArtifactScopesProperty before = ItemSettings.of(item).orElse(null);
        ArtifactScopesProperty changed = new ArtifactScopesProperty();
        List<ScopeRetention> scopes = new ArrayList<>();
        if (before != null) {
            changed.setQuota(before.getQuota());
            changed.setQuotaFiles(before.getQuotaFiles());
            changed.setSharedWith(before.getSharedWith());
            scopes.addAll(before.getRetention());
        }
        for (Scope scope : List.of(Scope.JOB, Scope.WORKFLOW)) {
            set(scopes, scope.word(), keep);
        }
        changed.setRetention(scopes);
        ItemSettings.set(item, changed);
    }

    private static void set(List<ScopeRetention> scopes, String scope, String keep) {
        ScopeRetention changed = new ScopeRetention(scope);
        scopes.stream().filter(one -> one.getScope().equals(scope)).forEach(before -> {
            changed.setRules(before.getRules());
            changed.setCap(before.getCap());
        });
        changed.setKeep(keep);
        scopes.removeIf(one -> one.getScope().equals(scope));
        scopes.add(changed);
    }
}
