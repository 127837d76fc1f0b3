package io.jenkins.plugins.artifactscopes.jenkins;

import hudson.model.ItemGroup;
import jenkins.branch.MultiBranchProject;
import org.jenkinsci.plugins.variant.OptionalExtension;

/** Multibranch projects, where the plugin that brings them is there. */
@OptionalExtension(requirePlugins = "branch-api")
public final class MultibranchOwner implements BranchOwner {
    @Override
    public boolean ownsBranches(ItemGroup<?> group) {
        return group instanceof MultiBranchProject;
    }
}
