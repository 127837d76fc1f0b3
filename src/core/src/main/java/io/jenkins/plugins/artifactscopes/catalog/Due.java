package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.time.Instant;

/**
 * A run of entries, all of one artifact and one push, that expire at one time. Nothing else of that push lies between the first and the
 * last; some of them may be gone, and then this is a note about nothing.
 *
 * @param scope where they are
 * @param expires when, in milliseconds, rounded up
 * @param push the number of the push that brought them
 * @param first the first of them, in the order of {@link ArtifactPath}
 * @param last the last of them, which may be the first
 * @param epoch how often the project had been dated anew when this was noted
 */
public record Due(ScopeId scope, Instant expires, long push, ArtifactPath first, ArtifactPath last, long epoch) {
    public String artifact() {
        return first.artifact();
    }

    /** What is left of it when all before {@code from} has been dealt with. */
    public Due from(ArtifactPath from) {
        return new Due(scope, expires, push, from, last, epoch);
    }

    /** As a row under a project. */
    Key row() {
        return Key.of(
                scope.project(),
                expires.toEpochMilli(),
                scope.workflow().orElse(""),
                scope.job().orElse(""),
                epoch,
                push,
                first.value(),
                last.value());
    }

    static Due read(Key row) {
        return new Due(
                Key.scope(row.text(0), row.text(2), row.text(3)),
                Instant.ofEpochMilli(row.number(1)),
                row.number(5),
                ArtifactPath.of(row.text(6)),
                ArtifactPath.of(row.text(7)),
                row.number(4));
    }
}
