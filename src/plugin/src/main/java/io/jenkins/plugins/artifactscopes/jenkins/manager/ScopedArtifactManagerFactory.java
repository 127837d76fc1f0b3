package io.jenkins.plugins.artifactscopes.jenkins.manager;

import hudson.Extension;
import hudson.model.Run;
import jenkins.model.ArtifactManager;
import jenkins.model.ArtifactManagerFactory;
import jenkins.model.ArtifactManagerFactoryDescriptor;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** Selects the workflow scope as the place where Jenkins keeps what a build archives and stashes. */
public final class ScopedArtifactManagerFactory extends ArtifactManagerFactory {
    @DataBoundConstructor
    public ScopedArtifactManagerFactory() {
        // There is nothing to choose.
    }

    @Override
    public ArtifactManager managerFor(Run<?, ?> build) {
        return new ScopedArtifactManager(build);
    }

    /** Describes the factory. */
    @Extension
    @Symbol("artifactScopes")
    public static final class DescriptorImpl extends ArtifactManagerFactoryDescriptor {
        @Override
        public String getDisplayName() {
            return "Artifact Scopes";
        }
    }
}
