package io.jenkins.plugins.artifactscopes.jenkins.steps;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import io.jenkins.plugins.artifactscopes.jenkins.agent.PathChoice;
import io.jenkins.plugins.artifactscopes.jenkins.agent.PushOrder;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code artifactPush scope: 'workflow', path: 'dist'}: stores a file or directory in a scope. */
public final class ArtifactPushStep extends WritingStep {
    private @Nullable String destination;
    private @Nullable String expireIn;
    private String includes = "";
    private String excludes = "";
    private boolean force;
    private boolean allowEmpty;

    @DataBoundConstructor
    public ArtifactPushStep(String scope, @Nullable String path) {
        super(scope, path);
    }

    public @Nullable String getDestination() {
        return destination;
    }

    @DataBoundSetter
    public void setDestination(@Nullable String destination) {
        this.destination = Util.fixEmptyAndTrim(destination);
    }

    public @Nullable String getExpireIn() {
        return expireIn;
    }

    @DataBoundSetter
    public void setExpireIn(@Nullable String expireIn) {
        this.expireIn = Util.fixEmptyAndTrim(expireIn);
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
    public StepExecution start(StepContext context) {
        return new Execution(context, this);
    }

    private PushOrder order() throws AbortException {
        return new PushOrder(
                new PathChoice(requirePath(), Util.fixNull(destination), includes, excludes, force, allowEmpty),
                expireIn);
    }

    private static final class Execution extends ScopeStepExecution<Map<String, Object>> {
        private static final long serialVersionUID = 1;

        private final transient @Nullable ArtifactPushStep step;

        Execution(StepContext context, ArtifactPushStep step) {
            super(context);
            this.step = step;
        }

        @Override
        Map<String, Object> work() throws IOException, InterruptedException {
            ArtifactPushStep push = Objects.requireNonNull(step);
            push.requireOwn();
            StepScope scope = StepScope.toChange(push.getScope(), getContext());
            PushOrder.Pushed pushed = push.order().run(scope.id(), scope.holder(), scope.by(), directory(), console());
            return Results.pushed(scope.id(), pushed.name(), pushed.report());
        }
    }

    /** Describes the step. */
    @Extension
    public static final class DescriptorImpl extends ScopeStepDescriptor {
        public DescriptorImpl() {
            super("artifactPush", Messages._ArtifactPushStep_displayName(), true);
        }
    }
}
