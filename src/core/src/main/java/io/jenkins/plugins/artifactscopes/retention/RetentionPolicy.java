package io.jenkins.plugins.artifactscopes.retention;

import io.jenkins.plugins.artifactscopes.scope.Scope;
import java.util.EnumMap;
import java.util.Map;

/** How long what is kept, by kind of scope: as the administrator set it for all, or as it was set for one project. */
public record RetentionPolicy(Map<Scope, ScopeRules> scopes) {
    /** Says nothing; alone it keeps everything for ever. */
    public static final RetentionPolicy NONE = new RetentionPolicy(Map.of());

    public RetentionPolicy {
        scopes = Map.copyOf(scopes);
    }

    public ScopeRules rules(Scope scope) {
        return scopes.getOrDefault(scope, ScopeRules.NONE);
    }

    /** This policy with other rules for one kind of scope. */
    public RetentionPolicy with(Scope scope, ScopeRules rules) {
        Map<Scope, ScopeRules> changed = new EnumMap<>(Scope.class);
        changed.putAll(scopes);
        changed.put(scope, rules);
        return new RetentionPolicy(changed);
    }
}
