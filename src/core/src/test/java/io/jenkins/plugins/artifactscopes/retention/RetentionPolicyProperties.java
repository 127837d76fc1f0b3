package io.jenkins.plugins.artifactscopes.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.Selector;
import io.jenkins.plugins.artifactscopes.retention.RetentionDecision.Reason;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class RetentionPolicyProperties {
    private static final Instant PUSHED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration EVER = Duration.ofDays(1_000_000);

    @Property
    void nothingButAPinStaysLongerThanACap(
            @ForAll("policies") RetentionPolicy global,
            @ForAll("policies") RetentionPolicy project,
            @ForAll("wishes") PushInfo push,
            @ForAll("paths") ArtifactPath path) {
        RetentionDecision decision = decide(global, project, path, push);

        assertThat(length(decision.age())).isLessThanOrEqualTo(length(cap(global)));
        assertThat(length(decision.age())).isLessThanOrEqualTo(length(cap(project)));
        assertThat(decision.expiry()).isEqualTo(decision.age().from(PUSHED));
    }

    @Property
    void theWishOfThePusherIsHonouredUpToTheCaps(
            @ForAll("policies") RetentionPolicy global,
            @ForAll("policies") RetentionPolicy project,
            @ForAll("ages") ExpireIn wish,
            @ForAll("paths") ArtifactPath path) {
        RetentionDecision decision = decide(global, project, path, new PushInfo(1, PUSHED, "x", wish));

        assertThat(length(decision.age())).isEqualTo(min(length(wish), min(length(cap(global)), length(cap(project)))));
        assertThat(decision.reason()).isIn(Reason.EXPIRE_IN, Reason.GLOBAL_CAP, Reason.PROJECT_CAP);
    }

    @Property
    void theFirstRuleThatSelectsDecidesTheProjectsFirst(
            @ForAll("policies") RetentionPolicy global,
            @ForAll("policies") RetentionPolicy project,
            @ForAll("paths") ArtifactPath path) {
        RetentionDecision decision = decide(global, project, path, new PushInfo(1, PUSHED, "x", null));

        Duration expected = min(wanted(global, project, path), min(length(cap(global)), length(cap(project))));
        assertThat(length(decision.age())).isEqualTo(expected);
    }

    @Property
    void aPinKeepsAnything(
            @ForAll("policies") RetentionPolicy global,
            @ForAll("wishes") PushInfo push,
            @ForAll("paths") ArtifactPath path) {
        RetentionDecision decision =
                new EffectivePolicy(global, RetentionPolicy.NONE).decide(Scope.WORKFLOW, path, push, true);

        assertThat(decision.expiry()).isEmpty();
        assertThat(decision.reason()).isEqualTo(Reason.PIN);
    }

    @Property
    void aPolicyIsTheSameAfterPrintingAndReading(@ForAll("policies") RetentionPolicy policy) {
        assertThat(RetentionPolicyJson.parse(RetentionPolicyJson.print(policy))).isEqualTo(policy);
    }

    private static Duration wanted(RetentionPolicy global, RetentionPolicy project, ArtifactPath path) {
        for (RetentionPolicy policy : List.of(project, global)) {
            ScopeRules rules = policy.rules(Scope.WORKFLOW);
            for (RetentionRule rule : rules.rules()) {
                if (rule.selector().matches(path)) {
                    return length(rule.age());
                }
            }
            if (rules.otherwise() != null) {
                return length(rules.otherwise());
            }
        }
        return EVER;
    }

    private static RetentionDecision decide(
            RetentionPolicy global, RetentionPolicy project, ArtifactPath path, PushInfo push) {
        return new EffectivePolicy(global, project).decide(Scope.WORKFLOW, path, push, false);
    }

    private static @Nullable ExpireIn cap(RetentionPolicy policy) {
        return policy.rules(Scope.WORKFLOW).cap();
    }

    private static Duration length(@Nullable ExpireIn age) {
        return age == null ? EVER : age.age().orElse(EVER);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    @Provide
    Arbitrary<ExpireIn> ages() {
        return Arbitraries.oneOf(
                Arbitraries.just(ExpireIn.NEVER),
                Arbitraries.integers().between(1, 5).map(days -> ExpireIn.after(Duration.ofDays(days))));
    }

    @Provide
    Arbitrary<PushInfo> wishes() {
        return ages().injectNull(0.3).map(wish -> new PushInfo(1, PUSHED, "x", wish));
    }

    @Provide
    Arbitrary<ArtifactPath> paths() {
        return Arbitraries.of("a.log", "dist/a.log", "dist/a.jar", "reports/x").map(ArtifactPath::of);
    }

    @Provide
    Arbitrary<RetentionPolicy> policies() {
        Arbitrary<RetentionRule> rule = Combinators.combine(
                        Arbitraries.of("*.log", "/reports/**", "dist/", "**").map(Selector::parse), ages())
                .as(RetentionRule::new);
        return Combinators.combine(rule.list().ofMaxSize(3), ages().injectNull(0.4), ages().injectNull(0.4))
                .as((rules, otherwise, cap) ->
                        RetentionPolicy.NONE.with(Scope.WORKFLOW, new ScopeRules(rules, otherwise, cap)));
    }
}
