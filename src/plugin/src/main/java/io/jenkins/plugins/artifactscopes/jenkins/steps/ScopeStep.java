package io.jenkins.plugins.artifactscopes.jenkins.steps;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.artifactscopes.jenkins.agent.OrderedPath;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jspecify.annotations.Nullable;
import org.jvnet.localizer.Localizable;

/** A step that is about a path in a scope. */
public abstract class ScopeStep extends Step {
    private final String scope;
    private final @Nullable String path;

    /** @param path null where the author wrote none, which the step refuses when it runs */
    ScopeStep(String scope, @Nullable String path) {
        this.scope = scope;
        this.path = path;
    }

    public String getScope() {
        return scope;
    }

    public @Nullable String getPath() {
        return path;
    }

    /** @throws AbortException when the author wrote none */
    final String requirePath() throws AbortException {
        return OrderedPath.required(path);
    }

    /** Knows the steps' names and what they need around them. */
    abstract static class ScopeStepDescriptor extends StepDescriptor {
        private final String function;
        private final Localizable title;
        private final Set<? extends Class<?>> context;

        ScopeStepDescriptor(String function, Localizable title, boolean files) {
            this.function = function;
            this.title = title;
            this.context = files
                    ? Set.of(Run.class, FlowNode.class, TaskListener.class, FilePath.class)
                    : Set.of(Run.class, FlowNode.class, TaskListener.class);
        }

        @Override
        public String getFunctionName() {
            return function;
        }

        @Override
        public String getDisplayName() {
            return title.toString();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return context;
        }

        public ListBoxModel doFillScopeItems() {
            ListBoxModel items = new ListBoxModel();
            for (Scope scope : Scope.values()) {
                items.add(scope.word());
            }
            return items;
        }
    }
}
