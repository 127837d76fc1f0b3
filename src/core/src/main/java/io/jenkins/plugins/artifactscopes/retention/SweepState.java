package io.jenkins.plugins.artifactscopes.retention;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Removal;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** How far a sweep has come. */
final class SweepState {
    /** More scopes than this are compacted on the way, so that the set stays small. */
    private static final int MANY = 1000;

    private final BooleanSupplier stop;
    private final List<SweepResult.Failure> failures = new ArrayList<>();
    private final Set<ScopeId> failed = new HashSet<>();
    private final Set<ScopeId> touched = new LinkedHashSet<>();
    private Removal removal = Removal.NOTHING;
    private boolean stopped;

    SweepState(BooleanSupplier stop) {
        this.stop = stop;
    }

    boolean isStopped() {
        stopped |= stop.getAsBoolean();
        return stopped;
    }

    boolean hasFailed(ScopeId scope) {
        return failed.contains(scope);
    }

    void failed(ScopeId scope, Exception cause) {
        if (failed.add(scope) && failures.size() < SweepResult.MAX_FAILURES) {
            failures.add(new SweepResult.Failure(scope, cause));
        }
    }

    void removed(ScopeId scope, Removal more) {
        removal = removal.plus(more);
        if (more.files() > 0) {
            touched.add(scope);
        }
    }

    /** Gives back the space of what was deleted, if that was not at once. What a stop leaves, the next deletion there takes along. */
    void compact(ScopeStore store) {
        for (ScopeId scope : touched) {
            if (isStopped()) {
                break;
            }
            try {
                removal = removal.plus(store.compact(scope));
            } catch (IOException | RuntimeException e) {
                failed(scope, e);
            }
        }
        touched.clear();
    }

    void compactIfMany(ScopeStore store) {
        if (touched.size() >= MANY) {
            compact(store);
        }
    }

    SweepResult result() {
        return new SweepResult(removal, failures, failed.size(), !stopped);
    }
}
