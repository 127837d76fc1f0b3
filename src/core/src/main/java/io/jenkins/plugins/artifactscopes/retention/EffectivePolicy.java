package io.jenkins.plugins.artifactscopes.retention;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.retention.RetentionDecision.Reason;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The policy that holds in a project. The project's rules come before those for all, and then the project's default; they may keep things
 * longer or shorter. What the latest pushes to a name brought stays against rules and defaults, where that is set. The pusher's {@code expireIn} comes before any rule. No one keeps anything longer than a cap; a pin
 * does. Where nobody says anything, things are kept for ever.
 *
 * @param global the policy for all projects
 * @param project the project's own
 */
public record EffectivePolicy(RetentionPolicy global, RetentionPolicy project) {
    public static final EffectivePolicy KEEP = new EffectivePolicy(RetentionPolicy.NONE, RetentionPolicy.NONE);

    /** What becomes of a file or link that a push brought, if it is none of the latest of its name. */
    public RetentionDecision decide(Scope scope, ArtifactPath path, PushInfo push, boolean pinned) {
        return decide(scope, path, push, pinned, () -> Integer.MAX_VALUE);
    }

    /**
     * What becomes of a file or link that a push brought.
     *
     * @param newer tells how many later pushes there are to the same name that still have files there; asked only where the latest
     *     are kept
     */
    public RetentionDecision decide(Scope scope, ArtifactPath path, PushInfo push, boolean pinned, IntSupplier newer) {
        if (pinned) {
            return new RetentionDecision(null, Reason.PIN, ExpireIn.NEVER, null);
        }
        Verdict wanted = Optional.ofNullable(push.expireIn())
                .map(age -> new Verdict(Reason.EXPIRE_IN, age, null))
                .orElseGet(() -> unlessLatest(scope, byRule(scope, path), newer));
        Verdict verdict = capped(scope, wanted);
        return new RetentionDecision(
                verdict.age.from(push.pushed()).orElse(null), verdict.reason, verdict.age, verdict.rule);
    }

    private Verdict unlessLatest(Scope scope, Verdict ruled, IntSupplier newer) {
        Integer own = project.rules(scope).keepLatest();
        Integer all = global.rules(scope).keepLatest();
        int kept = own != null ? own : all != null ? all : 0;
        if (kept == 0 || ruled.age.age().isEmpty() || newer.getAsInt() >= kept) {
            return ruled;
        }
        return new Verdict(own != null ? Reason.PROJECT_LATEST : Reason.GLOBAL_LATEST, ExpireIn.NEVER, null);
    }

    private Verdict byRule(Scope scope, ArtifactPath path) {
        ScopeRules own = project.rules(scope);
        ScopeRules all = global.rules(scope);
        return own.rule(path)
                .map(rule -> new Verdict(Reason.PROJECT_RULE, rule.age(), rule))
                .or(() ->
                        Optional.ofNullable(own.otherwise()).map(age -> new Verdict(Reason.PROJECT_DEFAULT, age, null)))
                .or(() -> all.rule(path).map(rule -> new Verdict(Reason.GLOBAL_RULE, rule.age(), rule)))
                .orElseGet(() -> new Verdict(
                        Reason.GLOBAL_DEFAULT,
                        Optional.ofNullable(all.otherwise()).orElse(ExpireIn.NEVER),
                        null));
    }

    private Verdict capped(Scope scope, Verdict wanted) {
        Verdict own = wanted.atMost(Reason.PROJECT_CAP, project.rules(scope).cap());
        return own.atMost(Reason.GLOBAL_CAP, global.rules(scope).cap());
    }

    private record Verdict(
            Reason reason, ExpireIn age, @Nullable RetentionRule rule) {
        Verdict atMost(Reason limit, @Nullable ExpireIn cap) {
            return cap != null && isLonger(age, cap) ? new Verdict(limit, cap, null) : this;
        }

        private static boolean isLonger(ExpireIn age, ExpireIn cap) {
            Optional<Duration> most = cap.age();
            return most.isPresent()
                    && age.age().map(it -> it.compareTo(most.get()) > 0).orElse(true);
        }
    }
}
