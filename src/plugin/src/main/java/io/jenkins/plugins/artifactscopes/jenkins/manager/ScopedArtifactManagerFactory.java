package io.jenkins.plugins.artifactscopes.jenkins.manager;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import io.jenkins.plugins.artifactscopes.jenkins.RunScopes;
import io.jenkins.plugins.artifactscopes.jenkins.ShownRuns;
import java.io.File;
import jenkins.model.ArtifactManager;
import jenkins.model.ArtifactManagerFactory;
import jenkins.model.ArtifactManagerFactoryDescriptor;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;

/** Selects the workflow scope as the place where Jenkins keeps what a build archives and stashes. */
public final class ScopedArtifactManagerFactory extends ArtifactManagerFactory implements ShownRuns.Shows {
    @DataBoundConstructor
    public ScopedArtifactManagerFactory() {
        // There is nothing to choose.
    }

    /**
     * Null for a build that is over, has archived or stashed already, or goes on where such a one ended: Pipeline asks for the manager of builds when it
     * clears or copies their stashes, and would never again find what they archived without this one. Null too where nothing would be found again: what
     * is kept is found by the name of its job.
     */
    @Override
    public @Nullable ArtifactManager managerFor(Run<?, ?> build) {
        boolean isElsewhere = !build.isLogUpdated()
                || build.getHasArtifacts()
                || hasStashes(build)
                || build.getAction(KeptElsewhere.class) != null;
        return isElsewhere || !RunScopes.areIn(build) ? null : new ScopedArtifactManager(build);
    }

    /** Whether it has stashed where Jenkins itself keeps stashes. */
    private static boolean hasStashes(Run<?, ?> build) {
        return new File(build.getRootDir(), "stashes").isDirectory();
    }

    /** Describes the factory. */
    @Extension
    @Symbol("artifactScopes")
    public static final class DescriptorImpl extends ArtifactManagerFactoryDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.ScopedArtifactManagerFactory_displayName();
        }
    }
}
