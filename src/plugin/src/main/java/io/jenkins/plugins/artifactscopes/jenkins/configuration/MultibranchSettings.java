package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import hudson.model.Item;
import io.jenkins.plugins.artifactscopes.jenkins.ChangeRequests;
import java.io.IOException;
import jenkins.branch.MultiBranchProject;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.jspecify.annotations.Nullable;

/** The settings of multibranch projects, where the plugin that brings them is there. */
@OptionalExtension(requirePlugins = {"cloudbees-folder", "branch-api"})
public final class MultibranchSettings implements ItemSettings.Kind, ChangeRequests.Rule {
    @Override
    public @Nullable ArtifactScopesProperty of(Item item) {
        MultibranchScopesProperty property = property(item);
        return property == null ? null : property.settings();
    }

    @Override
    public boolean isChangedByRequests(Item item) {
        MultibranchScopesProperty property = property(item);
        return property != null && property.isChangeRequestsWrite();
    }

    @Override
    public boolean set(Item item, ArtifactScopesProperty settings) throws IOException {
        if (!(item instanceof MultiBranchProject<?, ?> project)) {
            return false;
        }
        MultibranchScopesProperty before = property(item);
        MultibranchScopesProperty changed = new MultibranchScopesProperty(settings);
        changed.setChangeRequestsWrite(before != null && before.isChangeRequestsWrite());
        project.getProperties().replace(changed);
        return true;
    }

    private static @Nullable MultibranchScopesProperty property(Item item) {
        return item instanceof MultiBranchProject<?, ?> project
                ? project.getProperties().get(MultibranchScopesProperty.class)
                : null;
    }
}
