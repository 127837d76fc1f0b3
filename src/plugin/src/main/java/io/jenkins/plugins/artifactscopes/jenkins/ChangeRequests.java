package io.jenkins.plugins.artifactscopes.jenkins;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import java.util.Optional;

/**
 * What builds of change requests may do. Whoever proposes a change decides what its build runs, and would decide by it what the builds of all
 * branches find in the project scope.
 */
public final class ChangeRequests {
    private ChangeRequests() {}

    /** Why builds of this job may not write to a scope, with what to do about it; empty where they may. */
    public static Optional<String> refusal(Job<?, ?> job, Scope scope) {
        if (scope != Scope.PROJECT || !isChangeRequest(job)) {
            return Optional.empty();
        }
        Item project = RunScopes.project(job);
        if (ExtensionList.lookup(Rule.class).stream().anyMatch(rule -> rule.isChangedByRequests(project))) {
            return Optional.empty();
        }
        return Optional.of("Builds of change requests such as " + job.getName() + " may read the project scope of "
                + project.getFullName() + " and not change it. Use the workflow scope, or allow it in the configuration"
                + " of " + project.getFullName() + ": 'Builds of change requests may change the project scope'.");
    }

    private static boolean isChangeRequest(Job<?, ?> job) {
        return RunScopes.project(job) != job
                && ExtensionList.lookup(BranchOwner.class).stream().anyMatch(owner -> owner.isChangeRequest(job));
    }

    /** Knows what is configured. */
    public interface Rule extends ExtensionPoint {
        /** Whether builds of change requests may change the project scope; false for what this rule does not know. */
        boolean isChangedByRequests(Item project);
    }
}
