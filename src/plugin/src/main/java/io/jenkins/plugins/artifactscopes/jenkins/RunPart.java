package io.jenkins.plugins.artifactscopes.jenkins;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Job;
import hudson.model.Run;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run that is a part of another: it is a job of that one and shares its workflow scope.
 *
 * @param whole the run that it is a part of
 * @param id of the job within it
 */
public record RunPart(Run<?, ?> whole, String id) {
    /** Empty for a run that stands for itself. */
    public static Optional<RunPart> of(Run<?, ?> run) {
        return ExtensionList.lookup(Kind.class).stream()
                .map(kind -> kind.part(run))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** The part of this id of a run; empty where it has none such, or not any more. */
    public static Optional<Run<?, ?>> find(Run<?, ?> whole, String id) {
        for (Kind kind : ExtensionList.lookup(Kind.class)) {
            Run<?, ?> part = kind.find(whole, id);
            if (part != null) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    /** The job whose runs those of {@code job} are parts of; {@code job} itself for all others. */
    static Job<?, ?> whole(Job<?, ?> job) {
        for (Kind kind : ExtensionList.lookup(Kind.class)) {
            Job<?, ?> whole = kind.whole(job);
            if (whole != null) {
                return whole;
            }
        }
        return job;
    }

    /** Knows a kind of runs that are parts. */
    public interface Kind extends ExtensionPoint {
        /** Null for a job whose runs are no parts. */
        @Nullable
        Job<?, ?> whole(Job<?, ?> job);

        /** Null for a run that is no part, or whose whole is not there. */
        @Nullable
        RunPart part(Run<?, ?> run);

        /** Null where {@code whole} has no part of this id. */
        @Nullable
        Run<?, ?> find(Run<?, ?> whole, String id);
    }
}
