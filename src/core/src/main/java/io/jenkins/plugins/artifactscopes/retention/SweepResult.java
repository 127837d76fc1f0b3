package io.jenkins.plugins.artifactscopes.retention;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Removal;
import java.util.List;

/**
 * What a sweep did.
 *
 * @param removal what went
 * @param failures scopes that could not be swept, at most {@link #MAX_FAILURES} of them; the next sweep tries again
 * @param failed how many such scopes there were
 * @param complete whether everything that was due was looked at, rather than stopped before
 */
public record SweepResult(Removal removal, List<Failure> failures, long failed, boolean complete) {
    public static final int MAX_FAILURES = 100;

    public SweepResult {
        failures = List.copyOf(failures);
    }

    /** A scope that could not be swept. */
    public record Failure(ScopeId scope, Exception cause) {}
}
