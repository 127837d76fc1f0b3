package io.jenkins.plugins.artifactscopes.retention;

import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Until when a file is kept, and what decided it.
 *
 * @param expires when it goes, or null for never
 * @param reason what decided
 * @param age how long it is kept by that; {@link ExpireIn#NEVER} for a pin
 * @param rule the rule that decided, where one did, else null
 */
public record RetentionDecision(
        @Nullable Instant expires,
        Reason reason,
        ExpireIn age,
        @Nullable RetentionRule rule) {
    /** What can decide. */
    public enum Reason {
        PROJECT_RULE,
        PROJECT_DEFAULT,
        GLOBAL_RULE,
        GLOBAL_DEFAULT,
        /** The project keeps what the latest pushes to a name brought. */
        PROJECT_LATEST,
        /** The administrator keeps what the latest pushes to a name brought. */
        GLOBAL_LATEST,
        /** The pusher's wish. */
        EXPIRE_IN,
        /** The project's own limit to what it keeps. */
        PROJECT_CAP,
        /** The administrator's limit to what is kept. */
        GLOBAL_CAP,
        /** Somebody keeps it against the rules. */
        PIN
    }

    public Optional<Instant> expiry() {
        return Optional.ofNullable(expires);
    }

    public boolean isDue(Instant now) {
        return expires != null && !expires.isAfter(now);
    }

    /** For people: {@code rule *.log → 2w of the project}. */
    public String words() {
        return switch (reason) {
            case PROJECT_RULE -> "rule " + rule + " of the project";
            case PROJECT_DEFAULT -> "default " + age + " of the project";
            case GLOBAL_RULE -> "rule " + rule + " for all projects";
            case GLOBAL_DEFAULT -> "default " + age + " for all projects";
            case PROJECT_LATEST -> "keepLatest of the project";
            case GLOBAL_LATEST -> "keepLatest for all projects";
            case EXPIRE_IN -> "expireIn " + age + " of the push";
            case PROJECT_CAP -> "cap " + age + " of the project";
            case GLOBAL_CAP -> "cap " + age + " for all projects";
            case PIN -> "pin";
        };
    }
}
