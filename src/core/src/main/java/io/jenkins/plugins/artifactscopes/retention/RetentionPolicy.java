package io.jenkins.plugins.artifactscopes.retention;

import io.jenkins.plugins.artifactscopes.catalog.Quota;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long what is kept, by kind of scope, and how much: as the administrator set it for all, or as it was set for one project.
 *
 * @param scopes the rules by kind of scope
 * @param quota how much each project may keep, or null to leave that open
 */
public record RetentionPolicy(
        Map<Scope, ScopeRules> scopes, @Nullable Quota quota) {
    /** Says nothing; alone it keeps everything for ever. */
    public static final RetentionPolicy NONE = new RetentionPolicy(Map.of());

    public RetentionPolicy {
        scopes = Map.copyOf(scopes);
    }

    public RetentionPolicy(Map<Scope, ScopeRules> scopes) {
        this(scopes, null);
    }

    public ScopeRules rules(Scope scope) {
        return scopes.getOrDefault(scope, ScopeRules.NONE);
    }

    /** This policy with other rules for one kind of scope. */
    public RetentionPolicy with(Scope scope, ScopeRules rules) {
        Map<Scope, ScopeRules> changed = new EnumMap<>(Scope.class);
        changed.putAll(scopes);
        changed.put(scope, rules);
        return new RetentionPolicy(changed, quota);
    }
}
