package io.jenkins.plugins.artifactscopes.jenkins.freestyle;

import hudson.model.AbstractProject;
import hudson.model.Describable;
import hudson.tasks.BuildStep;
import hudson.tasks.BuildStepDescriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/**
 * What the forms of both have in common.
 *
 * @param <T> build step or post-build action
 */
public abstract class ArtifactsDescriptor<T extends BuildStep & Describable<T>> extends BuildStepDescriptor<T> {
    @Override
    public boolean isApplicable(Class<? extends AbstractProject> type) {
        return true;
    }

    public ListBoxModel doFillScopeItems() {
        return Fields.scopes();
    }

    @RequirePOST
    public FormValidation doCheckPath(
            @AncestorInPath @Nullable AbstractProject<?, ?> project, @QueryParameter String value) {
        return Fields.path(project, value, true);
    }

    @RequirePOST
    public FormValidation doCheckDestination(
            @AncestorInPath @Nullable AbstractProject<?, ?> project, @QueryParameter String value) {
        return Fields.path(project, value, false);
    }

    @RequirePOST
    public FormValidation doCheckIncludes(
            @AncestorInPath @Nullable AbstractProject<?, ?> project, @QueryParameter String value) {
        return Fields.selectors(project, value);
    }

    @RequirePOST
    public FormValidation doCheckExcludes(
            @AncestorInPath @Nullable AbstractProject<?, ?> project, @QueryParameter String value) {
        return Fields.selectors(project, value);
    }
}
