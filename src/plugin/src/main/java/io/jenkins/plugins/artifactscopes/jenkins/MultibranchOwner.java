package io.jenkins.plugins.artifactscopes.jenkins;

import hudson.model.ItemGroup;
import hudson.model.Job;
import jenkins.branch.MultiBranchProject;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;
import org.jenkinsci.plugins.variant.OptionalExtension;

/** Multibranch projects, where the plugin that brings them is there. */
@OptionalExtension(requirePlugins = "branch-api")
public final class MultibranchOwner implements BranchOwner {
    @Override
    public boolean ownsBranches(ItemGroup<?> group) {
        return group instanceof MultiBranchProject;
    }

    @Override
    public boolean isChangeRequest(Job<?, ?> branch) {
        return SCMHead.HeadByItem.findHead(branch) instanceof ChangeRequestSCMHead;
    }
}
