package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.retention.EffectivePolicy;
import io.jenkins.plugins.artifactscopes.retention.PolicySettings;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicy;
import java.io.IOException;

/** A home's policies; whoever changes one has what is stored dated anew. */
final class RedatedPolicies implements PolicySettings {
    private final PolicySettings files;
    private final Sweeper sweeper;

    RedatedPolicies(PolicySettings files, Sweeper sweeper) {
        this.files = files;
        this.sweeper = sweeper;
    }

    @Override
    public EffectivePolicy of(String project) {
        return files.of(project);
    }

    @Override
    public RetentionPolicy all() {
        return files.all();
    }

    @Override
    public RetentionPolicy own(String project) {
        return files.own(project);
    }

    @Override
    public void changeAll(RetentionPolicy policy) throws IOException {
        files.changeAll(policy);
        sweeper.redateAll();
    }

    @Override
    public void change(String project, RetentionPolicy policy) throws IOException {
        files.change(project, policy);
        sweeper.redate(project);
    }
}
