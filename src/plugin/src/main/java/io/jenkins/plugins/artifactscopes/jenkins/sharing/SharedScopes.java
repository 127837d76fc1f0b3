package io.jenkins.plugins.artifactscopes.jenkins.sharing;

import hudson.AbortException;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.artifactscopes.audit.AuditKind;
import io.jenkins.plugins.artifactscopes.audit.AuditPlace;
import io.jenkins.plugins.artifactscopes.audit.AuditRecord;
import io.jenkins.plugins.artifactscopes.jenkins.Audit;
import io.jenkins.plugins.artifactscopes.jenkins.ProjectItems;
import io.jenkins.plugins.artifactscopes.jenkins.RunScopes;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/**
 * Lets builds read what other projects have, where those share it with them or where the user may read it as whom they run. Each such read
 * is recorded before it begins, and each refusal.
 */
public final class SharedScopes {
    private final Reader reader;
    private final SharedRead wanted;

    private SharedScopes(Reader reader, SharedRead wanted) {
        this.reader = reader;
        this.wanted = wanted;
    }

    /**
     * The scope that a build may read. To be called in a thread that runs as the build does, such as that of its step.
     *
     * @throws AbortException when it may not, or when there is no such run; the message says as much as the build may know
     * @throws IOException when the read could not be recorded
     */
    public static ScopeId find(Run<?, ?> reader, SharedRead wanted) throws IOException {
        return find(reader, Jenkins.getAuthentication2(), wanted);
    }

    private static ScopeId find(Run<?, ?> run, Authentication as, SharedRead wanted) throws IOException {
        wanted.requireSense();
        return new SharedScopes(new Reader(run, as), wanted).find();
    }

    private ScopeId find() throws IOException {
        Refused refused = new Refused(reader, wanted);
        for (Item item : wanted.name().meanings(reader.job())) {
            if (!isProject(item)) {
                continue;
            }
            Optional<String> reason = reason(item);
            if (reason.isPresent()) {
                return granted(item, reason.get());
            }
            if (reader.mayKnow(item)) {
                refused = refused.orKnown(item);
            }
        }
        Audit.get().write(refused.record());
        throw refused.failure();
    }

    private static boolean isProject(Item item) {
        return item instanceof Job || ProjectItems.hasBranches(item);
    }

    /** Why the build may read what the item has; empty where it may not. */
    private Optional<String> reason(Item item) {
        if (reader.is(item)) {
            return Optional.of("its own");
        }
        Optional<String> shared = shared(item, reader.project());
        if (shared.isPresent()) {
            return shared.map(entry -> "shared with " + entry);
        }
        return reader.mayRead(item) ? Optional.of("Job/Read of " + reader.as().getName()) : Optional.empty();
    }

    /** What a project with branches shares are its branches too. */
    private static Optional<String> shared(Item item, String with) {
        try (ACLContext all = ACL.as2(ACL.SYSTEM2)) {
            Optional<String> own = ExtensionList.lookup(ProjectSharing.class).stream()
                    .flatMap(sharing -> sharing.entry(item, with).stream())
                    .findFirst();
            ItemGroup<?> parent = item.getParent();
            return own.isEmpty() && parent instanceof Item whole && ProjectItems.hasBranches(whole)
                    ? shared(whole, with)
                    : own;
        }
    }

    private ScopeId granted(Item item, String reason) throws IOException {
        ScopeId scope;
        try (ACLContext all = ACL.as2(ACL.SYSTEM2)) {
            scope = wanted.scope() == Scope.PROJECT ? projectScope(item) : workflowScope(item);
        }
        Audit.get()
                .require(new AuditRecord(
                        AuditKind.READ,
                        Audit.now(),
                        reader.name(),
                        reader.project(),
                        reason,
                        AuditPlace.of(scope, wanted.path().toString()),
                        AuditRecord.UNCOUNTED,
                        AuditRecord.UNCOUNTED));
        return scope;
    }

    private static ScopeId projectScope(Item item) throws AbortException {
        Item owner = item instanceof Job<?, ?> job ? RunScopes.project(job) : item;
        if (!owner.equals(item)) {
            throw new AbortException(item.getFullName() + " is a branch and has no project scope of its own. Write"
                    + " project: '" + owner.getFullName() + "'.");
        }
        return ScopeId.project(item.getFullName());
    }

    private ScopeId workflowScope(Item item) throws AbortException {
        if (item instanceof Job<?, ?> job) {
            return RunScopes.of(wanted.choice().of(job)).workflowScope();
        }
        throw new AbortException(
                item.getFullName() + " has branches, and each has runs of its own. Name one of them, such"
                        + " as project: '" + item.getFullName() + "/main', or read the scope 'project'.");
    }
}
