package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sums up entries, told in order, to runs that expire together: most pushes are one run. Where a few entries go into an artifact that
 * has others, each is noted by itself, so that nobody has to walk over the others to find them.
 */
final class DueRuns {
    /** Up to so many are noted one by one. */
    private static final int FEW = 16;

    private final ScopeId scope;
    private final long epoch;
    private final boolean amongOthers;
    private final Consumer<Due> out;
    private final List<ArtifactPath> few = new ArrayList<>(FEW);
    private @Nullable Due run;

    DueRuns(ScopeId scope, long epoch, boolean amongOthers, Consumer<Due> out) {
        this.scope = scope;
        this.epoch = epoch;
        this.amongOthers = amongOthers;
        this.out = out;
    }

    /** The time at which an entry is due: never before it expires. */
    static Instant rounded(Instant expires) {
        Instant cut = Instant.ofEpochMilli(expires.toEpochMilli());
        return cut.equals(expires) ? cut : cut.plusMillis(1);
    }

    /** The next file or link. */
    void add(Entry entry, Optional<Instant> expires) {
        Due current = run;
        if (current != null && (expires.isEmpty() || !continues(current, entry, expires.get()))) {
            finish();
            current = null;
        }
        if (expires.isEmpty()) {
            return;
        }
        ArtifactPath first = current == null ? entry.path() : current.first();
        run = new Due(scope, rounded(expires.get()), entry.push().number(), first, entry.path(), epoch);
        if (few.size() <= FEW) {
            few.add(entry.path());
        }
    }

    private static boolean continues(Due run, Entry entry, Instant expires) {
        return run.expires().equals(rounded(expires))
                && run.push() == entry.push().number()
                && run.artifact().equals(entry.path().artifact())
                && run.last().compareTo(entry.path()) < 0;
    }

    void finish() {
        Due whole = run;
        if (whole == null) {
            return;
        }
        if (amongOthers && few.size() <= FEW) {
            few.forEach(path ->
                    out.accept(new Due(whole.scope(), whole.expires(), whole.push(), path, path, whole.epoch())));
        } else {
            out.accept(whole);
        }
        few.clear();
        run = null;
    }
}
