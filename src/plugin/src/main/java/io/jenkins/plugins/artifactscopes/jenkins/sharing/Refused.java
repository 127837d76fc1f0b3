package io.jenkins.plugins.artifactscopes.jenkins.sharing;

import hudson.AbortException;
import hudson.model.Item;
import hudson.security.Permission;
import io.jenkins.plugins.artifactscopes.audit.AuditKind;
import io.jenkins.plugins.artifactscopes.audit.AuditPlace;
import io.jenkins.plugins.artifactscopes.audit.AuditRecord;
import io.jenkins.plugins.artifactscopes.jenkins.Audit;
import org.jspecify.annotations.Nullable;

/**
 * A build may not read. Who may know that there is such a project is told what is missing; all others are told the same as for a project that
 * is not there, with what would be missing if it were.
 *
 * @param known the project, where the build may know of it
 */
record Refused(Reader reader, SharedRead wanted, @Nullable Item known) {
    Refused(Reader reader, SharedRead wanted) {
        this(reader, wanted, null);
    }

    /** The first that is known is the one to speak of. */
    Refused orKnown(Item item) {
        return known == null ? new Refused(reader, wanted, item) : this;
    }

    AbortException failure() {
        return new AbortException(known == null ? hidden() : missing(known));
    }

    private String hidden() {
        return "There is no project " + wanted.name().shown() + " that " + reader.project()
                + " may read. If there is one, it has to share what it has with " + reader.project()
                + " (sharedWith in its property artifactScopes), or this build has to run as a user who may read it.";
    }

    private String missing(Item item) {
        return reader.project() + " may not read the scope '" + wanted.scope().word() + "' of " + item.getFullName()
                + ": that does not share it (no entry of sharedWith in its property artifactScopes has "
                + reader.project()
                + "), and " + person(item) + ". Ask who configures " + item.getFullName()
                + " to share it, or have this build run as a user who may read it.";
    }

    private String person(Item item) {
        if (!reader.isUser()) {
            return "this build runs as no user in particular";
        }
        String permission = reader.missing(item).map(Refused::name).orElse("Job/Read in a folder that it is in");
        return reader.as().getName() + ", as whom this build runs, has no permission " + permission + " there";
    }

    private static String name(Permission permission) {
        return permission.group.title + "/" + permission.name;
    }

    AuditRecord record() {
        return new AuditRecord(
                AuditKind.REFUSAL,
                Audit.now(),
                reader.name(),
                reader.project(),
                known == null ? "no such project, or none that it may know of" : "not shared, and " + person(known),
                new AuditPlace(
                        wanted.scope().word(),
                        known == null ? wanted.name().shown() : known.getFullName(),
                        "",
                        "",
                        ProjectName.shown(wanted.path().toString()),
                        ""),
                AuditRecord.UNCOUNTED,
                AuditRecord.UNCOUNTED);
    }
}
