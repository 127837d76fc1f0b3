package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.retention.EffectivePolicy;
import io.jenkins.plugins.artifactscopes.retention.Policies;
import io.jenkins.plugins.artifactscopes.retention.RetentionDecision;
import io.jenkins.plugins.artifactscopes.store.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says by which rule an artifact expires when it does. */
final class Reasons {
    private static final Duration ROUNDED = Duration.ofMillis(2);

    private final Policies policies;
    private final Texts texts;

    Reasons(Policies policies, Texts texts) {
        this.policies = policies;
        this.texts = texts;
    }

    /**
     * What decided when the artifact goes.
     *
     * @param entries some of those that are in it
     * @return empty when none of them goes as late as the artifact does: the one that decides is somewhere else in it
     */
    String of(ArtifactRecord artifact, List<Entry> entries) {
        EffectivePolicy policy = policies.of(artifact.scope().project());
        return entries.stream()
                .flatMap(entry -> decisions(policy, artifact, entry))
                .filter(decision -> artifact.pinned() || same(decision.expires(), artifact.expires()))
                .findFirst()
                .map(this::words)
                .orElse("");
    }

    /** As one of many pushes of its name, and as one of the latest: which it is the catalog knew when it dated the artifact. */
    private static Stream<RetentionDecision> decisions(EffectivePolicy policy, ArtifactRecord artifact, Entry entry) {
        boolean pinned = artifact.pinned();
        return Stream.of(
                policy.decide(artifact.scope().scope(), entry.path(), entry.push(), pinned),
                policy.decide(artifact.scope().scope(), entry.path(), entry.push(), pinned, () -> 0));
    }

    /** The catalog keeps milliseconds, rounded up in one place and down in another. */
    private static boolean same(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return Duration.between(one, other).abs().compareTo(ROUNDED) < 0;
    }

    private String words(RetentionDecision decision) {
        return texts.of(
                "rule." + decision.reason().name(),
                ShownName.of(decision.age().toString()),
                ShownName.of(String.valueOf(decision.rule())));
    }
}
