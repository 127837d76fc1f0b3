package io.jenkins.plugins.artifactscopes.jenkins.freestyle;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Launcher;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.tasks.Builder;
import hudson.util.FormValidation;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import io.jenkins.plugins.artifactscopes.jenkins.agent.OrderedPath;
import io.jenkins.plugins.artifactscopes.jenkins.agent.Outcome;
import io.jenkins.plugins.artifactscopes.jenkins.agent.PathChoice;
import io.jenkins.plugins.artifactscopes.jenkins.agent.PullOrder;
import io.jenkins.plugins.artifactscopes.jenkins.sharing.SharedRead;
import io.jenkins.plugins.artifactscopes.jenkins.sharing.SharedScopes;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** The build step <i>Pull artifacts</i>: {@code artifactPull} for projects without a Pipeline. Variables of the build are replaced. */
public final class PullArtifacts extends Builder {
    private final String scope;
    private final @Nullable String path;
    private String destination = "";
    private String includes = "";
    private String excludes = "";
    private boolean force;
    /** Null in a configuration that was written before other projects could be read. */
    private @Nullable String project;

    private @Nullable String run;

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

    /** Another project to read from; null for this one. */
    public @Nullable String getProject() {
        return project;
    }

    @DataBoundSetter
    public void setProject(@Nullable String project) {
        this.project = Util.fixEmptyAndTrim(project);
    }

    /** Which build of the other project; null for the last successful one. */
    public @Nullable String getRun() {
        return run;
    }

    @DataBoundSetter
    public void setRun(@Nullable String run) {
        this.run = Util.fixEmptyAndTrim(run);
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
        Outcome.of(() -> order.run(readable(build, variables), BuildScope.workspace(build), listener));
        return true;
    }

    private ScopeId readable(AbstractBuild<?, ?> build, EnvVars variables) throws IOException {
        if (project != null) {
            String text = variables.expand(path.strip());
            String number = run == null ? null : variables.expand(run);
            return SharedScopes.find(
                    build, SharedRead.of(variables.expand(project), number, scope, OrderedPath.of("path", text)));
        }
        if (run != null) {
            throw new AbortException(
                    "A build is chosen, but no project that it is of. Enter that too, or leave the build"
                            + " away to read the scopes of this one.");
        }
        return BuildScope.of(scope, build).id();
    }

    /** Describes the build step. */
    @Extension
    @Symbol("pullArtifacts")
    public static final class DescriptorImpl extends ArtifactsDescriptor<Builder> {
        @Override
        public String getDisplayName() {
            return Messages.PullArtifacts_displayName();
        }

        @RequirePOST
        public FormValidation doCheckProject(
                @AncestorInPath @Nullable AbstractProject<?, ?> project,
                @QueryParameter String value,
                @QueryParameter @Nullable String scope) {
            return Fields.other(project, value.strip(), Util.fixNull(scope));
        }

        @RequirePOST
        public FormValidation doCheckRun(
                @AncestorInPath @Nullable AbstractProject<?, ?> project,
                @QueryParameter String value,
                @QueryParameter("project") @Nullable String other) {
            return Fields.run(project, value.strip(), Util.fixNull(other));
        }
    }
}
