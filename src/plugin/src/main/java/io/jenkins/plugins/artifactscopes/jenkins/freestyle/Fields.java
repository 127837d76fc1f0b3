package io.jenkins.plugins.artifactscopes.jenkins.freestyle;

import hudson.AbortException;
import hudson.model.AbstractProject;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.artifactscopes.jenkins.EnteredAge;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import io.jenkins.plugins.artifactscopes.jenkins.agent.OrderedPath;
import io.jenkins.plugins.artifactscopes.jenkins.sharing.SharedRead;
import io.jenkins.plugins.artifactscopes.path.Selector;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;

/** The fields that both forms have, looked at as they are entered. */
final class Fields {
    private Fields() {}

    static ListBoxModel scopes() {
        ListBoxModel items = new ListBoxModel();
        for (Scope scope : Scope.values()) {
            items.add(scope.word());
        }
        return items;
    }

    /** @param needed whether something has to be entered */
    static FormValidation path(@Nullable AbstractProject<?, ?> project, String text, boolean needed) {
        return check(project, () -> {
            if (needed && text.isBlank()) {
                throw new AbortException(Messages.Fields_noPath());
            }
            OrderedPath.of("This", text.strip());
        });
    }

    static FormValidation selectors(@Nullable AbstractProject<?, ?> project, String text) {
        return check(project, () -> Selector.list(text));
    }

    static FormValidation expiry(@Nullable AbstractProject<?, ?> project, String text) {
        return check(project, () -> {
            if (!text.isBlank()) {
                EnteredAge.parse(text.strip());
            }
        });
    }

    /** Another project. That there is one can only be said to those who see it, and need not be so yet. */
    static FormValidation other(@Nullable AbstractProject<?, ?> project, String name, String scope) {
        FormValidation entered = check(project, () -> {
            if (!name.isEmpty() && scope.equals(Scope.JOB.word())) {
                throw new AbortException(Messages.Fields_jobOfAnother());
            }
        });
        boolean open =
                entered.kind != FormValidation.Kind.OK || project == null || name.isEmpty() || hasVariables(name);
        return open || isSeen(project, name)
                ? entered
                : FormValidation.warning(Messages.Fields_noProject(name));
    }

    private static boolean isSeen(AbstractProject<?, ?> project, String name) {
        try {
            return Jenkins.get().getItem(name, project.getParent()) != null
                    || Jenkins.get().getItemByFullName(name) != null;
        } catch (AccessDeniedException e) {
            // Who may discover it is asked to log in elsewhere; here it is as if it were not there.
            return false;
        }
    }

    static FormValidation run(@Nullable AbstractProject<?, ?> project, String run, String other) {
        return check(project, () -> {
            if (!run.isEmpty() && other.isBlank()) {
                throw new AbortException(Messages.Fields_runOfAnother());
            }
            if (!hasVariables(run)) {
                SharedRead.requireRun(run);
            }
        });
    }

    private static boolean hasVariables(String text) {
        return text.indexOf('$') >= 0;
    }

    private static FormValidation check(@Nullable AbstractProject<?, ?> project, Reading reading) {
        if (project != null) {
            project.checkPermission(Item.CONFIGURE);
        }
        try {
            reading.read();
            return FormValidation.ok();
        } catch (AbortException | IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /** Reads what is entered. */
    @FunctionalInterface
    private interface Reading {
        void read() throws AbortException;
    }
}
