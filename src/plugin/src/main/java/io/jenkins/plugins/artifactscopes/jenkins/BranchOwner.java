package io.jenkins.plugins.artifactscopes.jenkins;

import hudson.ExtensionPoint;
import hudson.model.ItemGroup;
import hudson.model.Job;

/** Knows projects whose jobs are branches of one thing and share its project scope. */
public interface BranchOwner extends ExtensionPoint {
    boolean ownsBranches(ItemGroup<?> group);

    /** Whether a branch is what somebody wants to have changed, such as a pull request: whoever may propose decides what it runs. */
    boolean isChangeRequest(Job<?, ?> branch);
}
