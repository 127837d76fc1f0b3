package io.jenkins.plugins.artifactscopes.audit;

import java.time.Instant;

/**
 * Something that was done, or refused.
 *
 * @param time when; kept to the millisecond
 * @param by who, for people to read
 * @param reader the project that read or wanted to; empty where there is none
 * @param reason why, for people to read
 * @param files how many; {@link #UNCOUNTED} where they were not counted
 * @param bytes as {@code files}
 */
public record AuditRecord(
        AuditKind kind,
        Instant time,
        String by,
        String reader,
        String reason,
        AuditPlace place,
        long files,
        long bytes) {
    public static final long UNCOUNTED = -1;

    public AuditRecord(AuditKind kind, Instant time, String by, String reason, AuditPlace place) {
        this(kind, time, by, "", reason, place, UNCOUNTED, UNCOUNTED);
    }
}
