package io.jenkins.plugins.artifactscopes.jenkins.freestyle;

import hudson.EnvVars;
import hudson.Extension;
import hudson.Launcher;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.tasks.Builder;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import io.jenkins.plugins.artifactscopes.jenkins.agent.OrderedPath;
import io.jenkins.plugins.artifactscopes.jenkins.agent.Outcome;
import io.jenkins.plugins.artifactscopes.jenkins.agent.PathChoice;
import io.jenkins.plugins.artifactscopes.jenkins.agent.PullOrder;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The build step <i>Pull artifacts</i>: {@code artifactPull} for projects without a Pipeline. Variables of the build are replaced. */
public final class PullArtifacts extends Builder {
    private final String scope;
    private final @Nullable String path;
    private String destination = "";
    private String includes = "";
    private String excludes = "";
    private boolean force;

    @DataBoundConstructor
    public PullArtifacts(String scope, @Nullable String path) {
        this.scope = scope;
        this.path = path;
    }

    public String getScope() {
        return scope;
    }

    public @Nullable String getPath() {
        return path;
    }

    public String getDestination() {
        return destination;
    }

    @DataBoundSetter
    public void setDestination(@Nullable String destination) {
        this.destination = Util.fixNull(destination).strip();
    }

    public String getIncludes() {
        return includes;
    }

    @DataBoundSetter
    public void setIncludes(@Nullable String includes) {
        this.includes = Util.fixNull(includes);
    }

    public String getExcludes() {
        return excludes;
    }

    @DataBoundSetter
    public void setExcludes(@Nullable String excludes) {
        this.excludes = Util.fixNull(excludes);
    }

    public boolean isForce() {
        return force;
    }

    @DataBoundSetter
    public void setForce(boolean force) {
        this.force = force;
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws IOException, InterruptedException {
        EnvVars variables = build.getEnvironment(listener);
        PullOrder order = new PullOrder(new PathChoice(
                variables.expand(OrderedPath.required(path).strip()),
                variables.expand(destination),
                variables.expand(includes),
                variables.expand(excludes),
                force,
                true));
        Outcome.of(() -> order.run(BuildScope.of(scope, build).id(), BuildScope.workspace(build), listener));
        return true;
    }

    /** Describes the build step. */
    @Extension
    @Symbol("pullArtifacts")
    public static final class DescriptorImpl extends ArtifactsDescriptor<Builder> {
        @Override
        public String getDisplayName() {
            return Messages.PullArtifacts_displayName();
        }
    }
}
