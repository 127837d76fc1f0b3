package io.jenkins.plugins.artifactscopes.retention;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What holds in one kind of scope.
 *
 * @param rules of which the first that selects a file decides
 * @param otherwise how long what no rule selects is kept, or null to leave that open
 * @param cap the longest that anything is kept, or null for no limit
 */
public record ScopeRules(
        List<RetentionRule> rules,
        @Nullable ExpireIn otherwise,
        @Nullable ExpireIn cap) {
    public static final ScopeRules NONE = new ScopeRules(List.of(), null, null);

    public ScopeRules {
        rules = List.copyOf(rules);
    }

    Optional<RetentionRule> rule(ArtifactPath path) {
        return rules.stream().filter(rule -> rule.selector().matches(path)).findFirst();
    }
}
