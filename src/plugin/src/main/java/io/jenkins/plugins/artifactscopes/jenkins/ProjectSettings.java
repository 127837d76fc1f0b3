package io.jenkins.plugins.artifactscopes.jenkins;

import hudson.ExtensionPoint;
import io.jenkins.plugins.artifactscopes.catalog.Quotas;
import io.jenkins.plugins.artifactscopes.retention.AppliedPolicies;
import io.jenkins.plugins.artifactscopes.retention.Kept;
import io.jenkins.plugins.artifactscopes.retention.Policies;

/** What is configured for projects, in the words of core. There is one. */
public interface ProjectSettings extends ExtensionPoint, Policies, Kept {
    Quotas quotas();

    /** Whether it can be told now what is configured for the project. */
    boolean isKnown(String project);

    /** The policies that are in force. */
    AppliedPolicies.Current policies();
}
