package io.jenkins.plugins.artifactscopes.jenkins.pages;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Run;
import java.util.Collection;
import java.util.Set;
import jenkins.model.Tab;
import jenkins.model.TransientActionFactory;

/** Gives every run its artifacts. */
@Extension
@SuppressWarnings("rawtypes")
public final class RunArtifactsFactory extends TransientActionFactory<Run> {
    @Override
    public Class<Run> type() {
        return Run.class;
    }

    @Override
    public Class<? extends Action> actionType() {
        return Tab.class;
    }

    @Override
    public Collection<? extends Action> createFor(Run run) {
        return Set.of(new RunArtifacts((Run<?, ?>) run));
    }
}
