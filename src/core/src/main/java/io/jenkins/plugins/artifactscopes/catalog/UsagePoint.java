package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.scope.Scope;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many bytes were kept from some moment on, by kind of scope.
 *
 * @param at to the second
 */
public record UsagePoint(Instant at, long job, long workflow, long project) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,15}) (\\d{1,18}) (\\d{1,18}) (\\d{1,18})");

    /** What the scopes of one kind took. */
    public long of(Scope kind) {
        return switch (kind) {
            case JOB -> job;
            case WORKFLOW -> workflow;
            case PROJECT -> project;
        };
    }

    /** What all of them took. */
    public long bytes() {
        return job + workflow + project;
    }

    boolean isAsMuchAs(UsagePoint other) {
        return job == other.job && workflow == other.workflow && project == other.project;
    }

    /** @throws IllegalArgumentException for anything that {@link #toString} does not write */
    static UsagePoint parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no point of a history: " + text);
        }
        return new UsagePoint(
                Instant.ofEpochSecond(Long.parseLong(parts.group(1))),
                Long.parseLong(parts.group(2)),
                Long.parseLong(parts.group(3)),
                Long.parseLong(parts.group(4)));
    }

    @Override
    public String toString() {
        return at.getEpochSecond() + " " + job + " " + workflow + " " + project;
    }
}
