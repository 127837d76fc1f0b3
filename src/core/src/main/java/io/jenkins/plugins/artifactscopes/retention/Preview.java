package io.jenkins.plugins.artifactscopes.retention;

import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy would do to what is stored.
 *
 * @param at when it was looked at
 * @param stored all that was looked at
 * @param expiring what would go some day
 * @param due what would go with the next sweep
 * @param rules every rule of the policy, in its order, with what it would decide
 * @param going what would go, the soonest first, not more than was asked for
 * @param complete whether {@code going} is all of it
 * @param whole whether all that is stored was looked at; false when that took too long, and there is more than is told here
 */
public record Preview(
        Instant at,
        Amount stored,
        Amount expiring,
        Amount due,
        List<RuleUse> rules,
        List<Going> going,
        boolean complete,
        boolean whole) {
    public Preview {
        rules = List.copyOf(rules);
        going = List.copyOf(going);
    }

    /**
     * How much.
     *
     * @param files and links
     * @param bytes content of the files: what is freed at most, for other scopes may share some of it
     */
    public record Amount(long files, long bytes) {
        static final Amount NOTHING = new Amount(0, 0);

        Amount plus(long moreBytes) {
            return new Amount(files + 1, bytes + moreBytes);
        }
    }

    /**
     * A rule of the policy.
     *
     * @param matches whether its selector selects anything in the store
     * @param decides what it lets go: what no rule before it selects, and no pusher, pin or cap decides
     */
    public record RuleUse(Scope scope, RetentionRule rule, boolean matches, Amount decides) {}

    /**
     * Something of one artifact that would go at one time for one reason.
     *
     * @param reason what decides
     * @param before when it goes by the policy of now, or null for never
     */
    public record Going(
            ScopeId scope,
            String artifact,
            Instant expires,
            String reason,
            @Nullable Instant before,
            Amount amount) {}
}
