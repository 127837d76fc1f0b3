package io.jenkins.plugins.artifactscopes.audit;

import java.util.List;

/**
 * A part of what was recorded.
 *
 * @param records the newest first
 * @param more whether there are older ones
 */
public record AuditPage(List<AuditRecord> records, boolean more) {
    public AuditPage {
        records = List.copyOf(records);
    }
}
