package io.jenkins.plugins.artifactscopes.audit;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/**
 * Which records are asked for.
 *
 * @param kinds any of these; empty for all
 * @param project a part of the name of the project that has what was read or deleted, or of the one that read it; empty for any
 * @param by a part of who did it; empty for anybody
 * @param since not before; {@link Instant#MIN} for from the beginning
 */
public record AuditQuery(Set<AuditKind> kinds, String project, String by, Instant since) {
    public static final AuditQuery ALL = new AuditQuery(Set.of(), "", "", Instant.MIN);

    public AuditQuery {
        kinds = kinds.isEmpty() ? Set.of(AuditKind.values()) : Set.copyOf(kinds);
    }

    boolean selects(AuditRecord record) {
        return (has(record.place().project(), project) || has(record.reader(), project)) && has(record.by(), by);
    }

    private static boolean has(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
