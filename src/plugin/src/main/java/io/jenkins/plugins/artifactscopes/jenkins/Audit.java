package io.jenkins.plugins.artifactscopes.jenkins;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.Terminator;
import io.jenkins.plugins.artifactscopes.audit.AuditPage;
import io.jenkins.plugins.artifactscopes.audit.AuditQuery;
import io.jenkins.plugins.artifactscopes.audit.AuditRecord;
import io.jenkins.plugins.artifactscopes.audit.AuditTrail;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.retention.AuditedDeletions;
import io.jenkins.plugins.artifactscopes.retention.RetentionAudit;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Removal;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** The audit log of this controller, in {@code $JENKINS_HOME/artifact-scopes/audit}. */
@Extension
public final class Audit implements RetentionAudit {
    private static final Logger LOGGER = Logger.getLogger(Audit.class.getName());

    /** Of one file, of which each kind of record has five at most. */
    private static final long BYTES = 8 << 20;

    private static final int FULL = 4;

    private @Nullable AuditTrail trail;
    private boolean ended;

    public static Audit get() {
        return ExtensionList.lookupSingleton(Audit.class);
    }

    /** The time that records have. */
    public static Instant now() {
        return Clock.systemUTC().instant();
    }

    private synchronized AuditTrail trail() throws IOException {
        if (ended) {
            throw new IOException("Nothing can be recorded while the controller shuts down.");
        }
        if (trail == null) {
            trail = new AuditTrail(ScopeService.home(Jenkins.get()).resolve("audit"), BYTES, FULL);
        }
        return trail;
    }

    /** As {@link AuditTrail#require}. */
    public void require(AuditRecord record) throws IOException {
        trail().require(record);
    }

    /** As {@link AuditTrail#write}. */
    public void write(AuditRecord record) {
        try {
            trail().write(record);
        } catch (IOException e) {
            LOGGER.log(Level.SEVERE, record + " could not be recorded", e);
        }
    }

    /** As {@link AuditTrail#page}. */
    public AuditPage page(AuditQuery query, Predicate<AuditRecord> visible, long offset, int limit) throws IOException {
        return trail().page(query, visible, offset, limit);
    }

    @Override
    public void deleted(ScopeId scope, List<Expired> expired, Removal removal) {
        deletions().deleted(scope, expired, removal);
    }

    @Override
    public void deletedBy(String who, ScopeId scope, ArtifactPath path, Removal removal) {
        deletions().deletedBy(who, scope, path, removal);
    }

    private RetentionAudit deletions() {
        try {
            return new AuditedDeletions(trail(), Clock.systemUTC());
        } catch (IOException e) {
            // What is deleted is deleted.
            LOGGER.log(Level.SEVERE, "A deletion could not be recorded", e);
            return RetentionAudit.NONE;
        }
    }

    @Terminator
    public static void stop() throws IOException {
        get().close();
    }

    private synchronized void close() throws IOException {
        ended = true;
        if (trail != null) {
            trail.close();
        }
    }
}
