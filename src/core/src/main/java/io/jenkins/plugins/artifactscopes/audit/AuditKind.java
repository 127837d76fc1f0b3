package io.jenkins.plugins.artifactscopes.audit;

import java.util.Locale;

/** What a record is about. Each kind has files of its own, so that many of one kind push none of another out. */
public enum AuditKind {
    DELETION("deletions"),
    /** A project read what another one has. */
    READ("reads"),
    /** A project was not let read what another one has, or might have. */
    REFUSAL("refusals"),
    /** An administrator had something done to all that is stored. */
    ADMINISTRATION("administration");

    private final String plural;

    AuditKind(String plural) {
        this.plural = plural;
    }

    /** As people and addresses write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String file() {
        return plural + ".jsonl";
    }
}
