package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.catalog.Quota;
import io.jenkins.plugins.artifactscopes.catalog.Quotas;
import io.jenkins.plugins.artifactscopes.retention.PolicySettings;
import org.jspecify.annotations.Nullable;

/**
 * What {@code quota.json} gives a project counts before the quota of the policy for all; a project's own policy can but ask for less.
 *
 * @param file as {@code quota.json} says
 */
record HomeQuotas(Quotas file, PolicySettings policies) implements Quotas {
    @Override
    public Quota of(String project) {
        Quota given = file.of(project);
        Quota most = given.equals(Quota.UNLIMITED) ? least(given, policies.all().quota()) : given;
        return least(most, policies.own(project).quota());
    }

    private static Quota least(Quota one, @Nullable Quota other) {
        return other == null
                ? one
                : new Quota(Math.min(one.bytes(), other.bytes()), Math.min(one.files(), other.files()));
    }
}
