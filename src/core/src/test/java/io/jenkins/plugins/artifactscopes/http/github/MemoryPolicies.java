package io.jenkins.plugins.artifactscopes.http.github;

import io.jenkins.plugins.artifactscopes.retention.EffectivePolicy;
import io.jenkins.plugins.artifactscopes.retention.PolicySettings;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Policies that nobody keeps. */
final class MemoryPolicies implements PolicySettings {
    private final Map<String, RetentionPolicy> projects = new ConcurrentHashMap<>();
    private volatile RetentionPolicy all = RetentionPolicy.NONE;

    @Override
    public RetentionPolicy all() {
        return all;
    }

    @Override
    public RetentionPolicy own(String project) {
        return projects.getOrDefault(project, RetentionPolicy.NONE);
    }

    @Override
    public void changeAll(RetentionPolicy policy) {
        all = policy;
    }

    @Override
    public void change(String project, RetentionPolicy policy) {
        projects.put(project, policy);
    }

    @Override
    public EffectivePolicy of(String project) {
        return new EffectivePolicy(all, own(project));
    }
}
