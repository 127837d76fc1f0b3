package io.jenkins.plugins.artifactscopes.retention;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Removal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a sweep did.
 *
 * @param removal what went
 * @param failures scopes that could not be swept, or not be dated by a changed policy before, at most {@link #MAX_FAILURES} of them; the next sweep tries again
 * @param failed how many such scopes there were
 * @param complete whether everything that was due was looked at, rather than stopped before
 */
public record SweepResult(Removal removal, List<Failure> failures, long failed, boolean complete) {
    public static final int MAX_FAILURES = 100;

    public SweepResult {
        failures = List.copyOf(failures);
    }

    /** This, and what failed besides; a scope of {@link #failures} counts once. */
    public SweepResult with(List<Failure> more) {
        Set<ScopeId> known = failures.stream().map(Failure::scope).collect(Collectors.toSet());
        List<Failure> all = new ArrayList<>(failures);
        more.stream().filter(failure -> known.add(failure.scope())).forEach(all::add);
        long count = failed + all.size() - failures.size();
        return new SweepResult(removal, all.subList(0, Math.min(all.size(), MAX_FAILURES)), count, complete);
    }

    /** A scope that could not be swept, or not be dated anew. */
    public record Failure(ScopeId scope, Exception cause) {}
}
