package io.jenkins.plugins.artifactscopes.jenkins.freestyle;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Launcher;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.tasks.BuildStepMonitor;
import hudson.tasks.Publisher;
import hudson.tasks.Recorder;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import io.jenkins.plugins.artifactscopes.jenkins.agent.OrderedPath;
import io.jenkins.plugins.artifactscopes.jenkins.agent.Outcome;
import io.jenkins.plugins.artifactscopes.jenkins.agent.PathChoice;
import io.jenkins.plugins.artifactscopes.jenkins.agent.PushOrder;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** The post-build action <i>Push artifacts</i>: {@code artifactPush} for projects without a Pipeline. Variables of the build are replaced. */
public final class PushArtifacts extends Recorder {
    private final String scope;
    private final @Nullable String path;
    private String destination = "";
    private String expireIn = "";
    private String when = When.ALWAYS.word();
    private String includes = "";
    private String excludes = "";
    private boolean force;
    private boolean allowEmpty;

    @DataBoundConstructor
    public PushArtifacts(String scope, @Nullable String path) {
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

    public String getExpireIn() {
        return expireIn;
    }

    @DataBoundSetter
    public void setExpireIn(@Nullable String expireIn) {
        this.expireIn = Util.fixNull(expireIn).strip();
    }

    /** {@code always}, {@code success} or {@code failure}. */
    public String getWhen() {
        return when;
    }

    /** @throws IllegalArgumentException for another word; the message lists those that exist */
    @DataBoundSetter
    public void setWhen(String when) {
        this.when = When.of(when).word();
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

    public boolean isAllowEmpty() {
        return allowEmpty;
    }

    @DataBoundSetter
    public void setAllowEmpty(boolean allowEmpty) {
        this.allowEmpty = allowEmpty;
    }

    @Override
    public BuildStepMonitor getRequiredMonitorService() {
        return BuildStepMonitor.NONE;
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws IOException, InterruptedException {
        if (When.of(when).holds(build.getResult())) {
            PushOrder order = order(build.getEnvironment(listener));
            Outcome.of(() -> push(order, build, listener));
        }
        return true;
    }

    private PushOrder order(EnvVars variables) throws AbortException {
        PathChoice files = new PathChoice(
                variables.expand(OrderedPath.required(path).strip()),
                variables.expand(destination),
                variables.expand(includes),
                variables.expand(excludes),
                force,
                allowEmpty);
        return new PushOrder(files, Util.fixEmpty(variables.expand(expireIn)));
    }

    private PushOrder.Pushed push(PushOrder order, AbstractBuild<?, ?> build, BuildListener listener)
            throws IOException, InterruptedException {
        BuildScope to = BuildScope.toChange(scope, build);
        return order.run(to.id(), to.holder(), build.getFullDisplayName(), BuildScope.workspace(build), listener);
    }

    /** Describes the action. */
    @Extension
    @Symbol("pushArtifacts")
    public static final class DescriptorImpl extends ArtifactsDescriptor<Publisher> {
        @Override
        public String getDisplayName() {
            return Messages.PushArtifacts_displayName();
        }

        public ListBoxModel doFillWhenItems() {
            ListBoxModel items = new ListBoxModel();
            for (When when : When.values()) {
                items.add(when.title(), when.word());
            }
            return items;
        }

        @RequirePOST
        public FormValidation doCheckExpireIn(
                @AncestorInPath @Nullable AbstractProject<?, ?> project, @QueryParameter String value) {
            return Fields.expiry(project, value);
        }
    }
}
