package io.jenkins.plugins.artifactscopes.retention;

import io.jenkins.plugins.artifactscopes.retention.Preview.Amount;
import io.jenkins.plugins.artifactscopes.retention.Preview.Going;
import io.jenkins.plugins.artifactscopes.retention.RetentionDecision.Reason;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Sums a preview up, entry by entry. */
final class PreviewSum {
    /** Kinds of going that are summed at once; more than these of one artifact are listed as several. */
    private static final int MAX_OPEN = 1000;

    private final RetentionPolicy policy;
    private final boolean ofProject;
    private final Instant now;
    private final int limit;
    private final IdentityHashMap<RetentionRule, Use> uses = new IdentityHashMap<>();
    private final Map<Scope, List<RetentionRule>> unmatched = new HashMap<>();
    private final Map<Kind, Amount> open = new HashMap<>();
    /** The latest first, so that it is the first to go when there are too many. */
    private final PriorityQueue<Going> soonest =
            new PriorityQueue<>(Comparator.comparing(Going::expires).reversed());

    private Amount stored = Amount.NOTHING;
    private Amount expiring = Amount.NOTHING;
    private Amount due = Amount.NOTHING;
    private boolean complete = true;

    PreviewSum(RetentionPolicy policy, boolean ofProject, Instant now, int limit) {
        this.policy = policy;
        this.ofProject = ofProject;
        this.now = now;
        this.limit = limit;
        for (Scope scope : Scope.values()) {
            List<RetentionRule> rules = policy.rules(scope).rules();
            rules.forEach(rule -> uses.put(rule, new Use()));
            unmatched.put(scope, new ArrayList<>(rules));
        }
    }

    private static final class Use {
        private boolean matches;
        private Amount decides = Amount.NOTHING;
    }

    private record Kind(
            ScopeId scope,
            String artifact,
            Instant expires,
            String reason,
            @Nullable Instant before) {}

    /** The next file or link, in the order of paths. */
    void add(ScopeId scope, Entry entry, RetentionDecision before, RetentionDecision then) {
        long bytes = entry.isFile() ? entry.size() : 0;
        stored = stored.plus(bytes);
        match(scope.scope(), entry);
        Instant expires = then.expires();
        if (expires == null) {
            return;
        }
        expiring = expiring.plus(bytes);
        if (then.isDue(now)) {
            due = due.plus(bytes);
        }
        decided(then, bytes);
        open.merge(
                new Kind(scope, entry.path().artifact(), expires, then.words(), before.expires()),
                new Amount(1, bytes),
                (one, other) -> one.plus(bytes));
        if (open.size() > MAX_OPEN) {
            flush();
        }
    }

    private void match(Scope scope, Entry entry) {
        List<RetentionRule> rules = unmatched.getOrDefault(scope, List.of());
        if (!rules.isEmpty()) {
            rules.removeIf(rule -> {
                boolean matches = rule.selector().matches(entry.path());
                if (matches) {
                    use(rule).matches = true;
                }
                return matches;
            });
        }
    }

    private Use use(RetentionRule rule) {
        return uses.computeIfAbsent(rule, key -> new Use());
    }

    private void decided(RetentionDecision decision, long bytes) {
        RetentionRule rule = decision.rule();
        if (rule != null && decision.reason() == (ofProject ? Reason.PROJECT_RULE : Reason.GLOBAL_RULE)) {
            Use use = use(rule);
            use.decides = use.decides.plus(bytes);
        }
    }

    /** The artifact ends. */
    void flush() {
        open.forEach((kind, amount) ->
                soonest.add(new Going(kind.scope, kind.artifact, kind.expires, kind.reason, kind.before, amount)));
        open.clear();
        while (soonest.size() > limit) {
            soonest.remove();
            complete = false;
        }
    }

    /** @param whole whether all that is stored was added */
    Preview preview(boolean whole) {
        List<Preview.RuleUse> rules = new ArrayList<>();
        for (Scope scope : Scope.values()) {
            for (RetentionRule rule : policy.rules(scope).rules()) {
                Use use = use(rule);
                rules.add(new Preview.RuleUse(scope, rule, use.matches, use.decides));
            }
        }
        List<Going> going = new ArrayList<>(soonest);
        going.sort(Comparator.comparing(Going::expires)
                .thenComparing(it -> it.scope().toString())
                .thenComparing(Going::artifact));
        return new Preview(now, stored, expiring, due, rules, going, complete, whole);
    }
}
