package io.jenkins.plugins.artifactscopes.jenkins;

import hudson.ExtensionPoint;
import hudson.model.ItemGroup;

/** Knows projects whose jobs are branches of one thing and share its project scope. */
public interface BranchOwner extends ExtensionPoint {
    boolean ownsBranches(ItemGroup<?> group);
}
