package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.catalog.UsageIndex.Measure;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.QuotaExceeded;
import java.util.List;

/** Says no to a push that a project has no room for, and who takes the room. */
final class QuotaGuard {
    private final Quotas quotas;
    private final UsageIndex usage;

    QuotaGuard(Quotas quotas, UsageIndex usage) {
        this.quotas = quotas;
        this.usage = usage;
    }

    void admit(ScopeId scope, long bytes, long files) throws QuotaExceeded {
        Quota quota = quotas.of(scope.project());
        Usage used = usage.of(scope.project());
        check(scope, Measure.BYTES, bytes, used.bytes(), quota.bytes());
        check(scope, Measure.FILES, files, used.files(), quota.files());
    }

    /** What adds nothing is always let in, so that a smaller quota never stops a push that frees space. */
    private void check(ScopeId scope, Measure measure, long added, long used, long allowed) throws QuotaExceeded {
        if (added <= 0 || added <= allowed - used) {
            return;
        }
        String words = "The push of " + amount(measure, added) + " would exceed the quota of project " + scope.project()
                + " by "
                + amount(measure, added - (allowed - used)) + ": " + of(measure, used, allowed) + " are used"
                + holder(scope, measure) + ". Delete artifacts or ask for a larger quota.";
        throw new QuotaExceeded(words);
    }

    private String holder(ScopeId pusher, Measure measure) {
        List<ScopeUsage> biggest = usage.biggest(pusher.project(), measure, 1);
        if (biggest.isEmpty()) {
            return "";
        }
        ScopeUsage top = biggest.get(0);
        return ", most of it by " + name(top.scope(), pusher) + " (" + amount(measure, measure.of(top.usage())) + ")";
    }

    private static String of(Measure measure, long used, long allowed) {
        return measure == Measure.BYTES
                ? Amounts.bytes(used) + " of " + Amounts.bytes(allowed)
                : Amounts.count(used) + " of " + Amounts.files(allowed);
    }

    private static String amount(Measure measure, long amount) {
        return measure == Measure.BYTES ? Amounts.bytes(amount) : Amounts.files(amount);
    }

    /** Of another workflow not the name: whoever pushes need not know of the branch that it is a run of. */
    private static String name(ScopeId holder, ScopeId pusher) {
        boolean own = holder.workflow().equals(pusher.workflow());
        String other = pusher.workflow().isPresent() ? "another workflow" : "a workflow";
        String workflow = own ? "workflow " + holder.workflow().orElse("") : other;
        return switch (holder.scope()) {
            case PROJECT -> "the project scope";
            case WORKFLOW -> workflow;
            case JOB -> (own ? "job " + holder.job().orElse("") : "a job") + " of " + workflow;
        };
    }
}
