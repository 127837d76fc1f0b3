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
 * @param keepLatest how many of the latest pushes to each name keep their files against rules and defaults, from 0 to
 *     {@link #MAX_LATEST}, or null to leave that open; for the project scope only
 */
public record ScopeRules(
        List<RetentionRule> rules,
        @Nullable ExpireIn otherwise,
        @Nullable ExpireIn cap,
        @Nullable Integer keepLatest) {
    public static final int MAX_LATEST = 1000;
    public static final ScopeRules NONE = new ScopeRules(List.of(), null, null, null);

    public ScopeRules {
        rules = List.copyOf(rules);
        if (keepLatest != null && (keepLatest < 0 || keepLatest > MAX_LATEST)) {
            throw new IllegalArgumentException("keepLatest is from 0 to " + MAX_LATEST + ", not " + keepLatest + ".");
        }
    }

    public ScopeRules(List<RetentionRule> rules, @Nullable ExpireIn otherwise, @Nullable ExpireIn cap) {
        this(rules, otherwise, cap, null);
    }

    /** These with another default. */
    public ScopeRules withOtherwise(@Nullable ExpireIn age) {
        return new ScopeRules(rules, age, cap, keepLatest);
    }

    Optional<RetentionRule> rule(ArtifactPath path) {
        return rules.stream().filter(rule -> rule.selector().matches(path)).findFirst();
    }
}
