package io.jenkins.plugins.artifactscopes.jenkins.pages;

import hudson.Extension;
import hudson.model.AbstractItem;
import hudson.model.Action;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.artifactscopes.jenkins.ProjectItems;
import io.jenkins.plugins.artifactscopes.jenkins.RunScopes;
import java.util.Collection;
import java.util.Set;
import jenkins.model.TransientActionFactory;

/** Gives every project its artifacts, and its branches a link there. */
@Extension
public final class ProjectArtifactsFactory extends TransientActionFactory<AbstractItem> {
    @Override
    public Class<AbstractItem> type() {
        return AbstractItem.class;
    }

    @Override
    public Collection<? extends Action> createFor(AbstractItem item) {
        if (item instanceof Job<?, ?> job) {
            Item project = RunScopes.project(job);
            if (project != job) {
                return project instanceof AbstractItem owner ? Set.of(new ProjectArtifacts.OfBranch(owner)) : Set.of();
            }
            return Set.of(new ProjectArtifacts(item));
        }
        return ProjectItems.hasBranches(item) ? Set.of(new ProjectArtifacts(item)) : Set.of();
    }
}
