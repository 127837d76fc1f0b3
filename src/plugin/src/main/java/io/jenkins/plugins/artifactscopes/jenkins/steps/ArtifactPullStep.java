package io.jenkins.plugins.artifactscopes.jenkins.steps;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import io.jenkins.plugins.artifactscopes.jenkins.agent.OrderedPath;
import io.jenkins.plugins.artifactscopes.jenkins.agent.PathChoice;
import io.jenkins.plugins.artifactscopes.jenkins.agent.PullOrder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code artifactPull scope: 'workflow', path: 'dist'}: brings a file or directory back; with {@code project}, from another project. */
public final class ArtifactPullStep extends ReadingStep {
    private @Nullable String destination;
    private String includes = "";
    private String excludes = "";
    private boolean force;

    @DataBoundConstructor
    public ArtifactPullStep(String scope, @Nullable String path) {
        super(scope, path);
    }

    public @Nullable String getDestination() {
        return destination;
    }

    @DataBoundSetter
    public void setDestination(@Nullable String destination) {
        this.destination = Util.fixEmptyAndTrim(destination);
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
    public StepExecution start(StepContext context) {
        return new Execution(context, this);
    }

    private PullOrder order() throws AbortException {
        return new PullOrder(new PathChoice(requirePath(), Util.fixNull(destination), includes, excludes, force, true));
    }

    private static final class Execution extends ScopeStepExecution<Map<String, Object>> {
        private static final long serialVersionUID = 1;

        private final transient @Nullable ArtifactPullStep step;

        Execution(StepContext context, ArtifactPullStep step) {
            super(context);
            this.step = step;
        }

        @Override
        Map<String, Object> work() throws IOException, InterruptedException {
            ArtifactPullStep pull = Objects.requireNonNull(step);
            ScopeId scope = pull.readable(getContext(), OrderedPath.of("path", pull.requirePath()));
            PullOrder.Pulled pulled = pull.order().run(scope, directory(), console());
            return Results.pulled(scope, pulled.files(), pulled.report());
        }
    }

    /** Describes the step. */
    @Extension
    public static final class DescriptorImpl extends ReadingStepDescriptor {
        public DescriptorImpl() {
            super("artifactPull", Messages._ArtifactPullStep_displayName(), true);
        }
    }
}
