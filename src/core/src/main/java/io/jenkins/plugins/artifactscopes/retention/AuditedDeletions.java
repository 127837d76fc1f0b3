package io.jenkins.plugins.artifactscopes.retention;

import io.jenkins.plugins.artifactscopes.audit.AuditKind;
import io.jenkins.plugins.artifactscopes.audit.AuditPlace;
import io.jenkins.plugins.artifactscopes.audit.AuditRecord;
import io.jenkins.plugins.artifactscopes.audit.AuditTrail;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.Removal;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Records what was deleted: who or which rule, what, how much. Each record is synced to disk before the deletion is answered, or before the
 * sweep goes on; a crash right after a deletion can lose its record, never the other way round.
 */
public final class AuditedDeletions implements RetentionAudit {
    private final AuditTrail trail;
    private final InstantSource clock;

    public AuditedDeletions(AuditTrail trail, InstantSource clock) {
        this.trail = trail;
        this.clock = clock;
    }

    /** What goes into a record; the first and last path in their order, the same where there is but one. */
    private record Run(String first, String last, long files, long bytes) {
        Run plus(Entry entry) {
            return new Run(first, entry.path().value(), files + 1, bytes + size(entry));
        }

        static Run of(Entry entry) {
            String path = entry.path().value();
            return new Run(path, path, 1, size(entry));
        }

        private static long size(Entry entry) {
            return entry.isFile() ? entry.size() : 0;
        }
    }

    /** One record for each rule; all of them are of one artifact. */
    @Override
    public void deleted(ScopeId scope, List<Expired> expired, Removal removal) {
        Map<String, Run> runs = new LinkedHashMap<>();
        for (Expired one : expired) {
            String reason = one.decision().words();
            Run before = runs.get(reason);
            runs.put(reason, before == null ? Run.of(one.entry()) : before.plus(one.entry()));
        }
        runs.forEach((reason, run) -> write(scope, "retention", reason, run));
    }

    @Override
    public void deletedBy(String who, ScopeId scope, ArtifactPath path, Removal removal) {
        String at = path.isRoot() ? "." : path.value();
        write(scope, who, "asked for", new Run(at, at, removal.files(), removal.bytes()));
    }

    private void write(ScopeId scope, String who, String reason, Run run) {
        trail.write(new AuditRecord(
                AuditKind.DELETION,
                clock.instant(),
                who,
                "",
                reason,
                AuditPlace.of(scope, run.first, run.last),
                run.files,
                run.bytes));
    }
}
