package io.jenkins.plugins.artifactscopes.jenkins.administration;

import io.jenkins.plugins.artifactscopes.audit.AuditKind;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;

/** A kind of records, as whoever looks reads it. */
public final class ShownKind {
    private final AuditKind kind;

    ShownKind(AuditKind kind) {
        this.kind = kind;
    }

    /** As addresses and the log itself write it. */
    public String getWord() {
        return kind.word();
    }

    public String getName() {
        return switch (kind) {
            case DELETION -> Messages.AuditKind_deletion();
            case READ -> Messages.AuditKind_read();
            case REFUSAL -> Messages.AuditKind_refusal();
            case ADMINISTRATION -> Messages.AuditKind_administration();
        };
    }
}
