package io.jenkins.plugins.artifactscopes.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.Selector;
import io.jenkins.plugins.artifactscopes.retention.EffectivePolicy;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicy;
import io.jenkins.plugins.artifactscopes.retention.RetentionRule;
import io.jenkins.plugins.artifactscopes.retention.ScopeRules;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.Test;

/** Logs are kept for two weeks in all projects, other things for ever. */
public class ReasonsTest {
    private static final Instant PUSHED = Instant.parse("2026-11-21T03:04:05.678901234Z");
    private static final EffectivePolicy POLICY = new EffectivePolicy(
            new RetentionPolicy(Map.of(
                    Scope.PROJECT,
                    new ScopeRules(
                            List.of(new RetentionRule(Selector.parse("*.log"), ExpireIn.parse("2w"))), null, null))),
            RetentionPolicy.NONE);

    private final Reasons reasons = new Reasons(project -> POLICY, Texts.of(Locale.ENGLISH));

    @Test
    public void shouldNameTheRuleThatDecides() {
        Instant due = PUSHED.plus(Duration.ofDays(14));
        assertThat(reasons.of(artifact("a.log", rounded(due), false), List.of(file("a.log", null))))
                .isEqualTo("by the rule *.log → 2w for all projects");
        assertThat(reasons.of(artifact("a.txt", null, false), List.of(file("a.txt", null))))
                .isEqualTo("by the default for all projects: never");
        assertThat(reasons.of(artifact("a.log", null, true), List.of(file("a.log", null))))
                .isEqualTo("pinned");
    }

    @Test
    public void shouldNameTheWishOfThePusher() {
        Instant due = PUSHED.plus(Duration.ofDays(3));
        assertThat(reasons.of(artifact("a.log", rounded(due), false), List.of(file("a.log", ExpireIn.parse("3d")))))
                .isEqualTo("as whoever pushed it asked: 3d");
    }

    @Test
    public void shouldSayNothingWhereSomethingElseDecides() {
        Instant later = PUSHED.plus(Duration.ofDays(30));
        assertThat(reasons.of(artifact("dist", rounded(later), false), List.of(file("dist/a.log", null))))
                .isEmpty();
    }

    private static Instant rounded(Instant time) {
        return Instant.ofEpochMilli(time.toEpochMilli() + 1);
    }

    private static Entry file(String path, @Nullable ExpireIn asked) {
        return new Entry(
                ArtifactPath.of(path),
                Entry.Kind.DIRECTORY,
                0,
                null,
                null,
                0755,
                PUSHED,
                new PushInfo(1, PUSHED, "Build", asked));
    }

    private static ArtifactRecord artifact(String name, @Nullable Instant expires, boolean pinned) {
        return new ArtifactRecord(
                1, ScopeId.project("app"), name, PUSHED, PUSHED, 1, 1, 1, expires, pinned, "Build", 1, null);
    }
}
