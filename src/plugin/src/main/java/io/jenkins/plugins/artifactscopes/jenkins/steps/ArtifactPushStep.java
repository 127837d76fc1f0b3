package io.jenkins.plugins.artifactscopes.jenkins.steps;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.agent.AgentTransfer;
import io.jenkins.plugins.artifactscopes.jenkins.agent.PathChoice;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.Selector;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.transfer.PushReport;
import io.jenkins.plugins.artifactscopes.transfer.PushTerms;
import io.jenkins.plugins.artifactscopes.transfer.Summary;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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
    public ArtifactPushStep(String scope, String path) {
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

    private ArtifactPath name() throws AbortException {
        ArtifactPath source = StepScope.path("path", getPath());
        ArtifactPath name = destination == null
                ? source.isRoot() ? source : ArtifactPath.of(source.name())
                : StepScope.path("destination", destination);
        if (name.isRoot()) {
            throw new AbortException("A push needs a name in the scope. Write one, such as destination: 'dist'.");
        }
        return name;
    }

    private PushTerms terms(StepScope scope) throws IOException {
        return new PushTerms(
                scope.id(),
                scope.holder(),
                scope.by(),
                name(),
                force ? Overwrite.REPLACE : Overwrite.REFUSE,
                expireIn == null ? null : ExpireIn.parse(expireIn),
                UUID.randomUUID().toString().replace("-", ""));
    }

    private PathChoice files(ArtifactPath name) {
        Selector.list(includes);
        Selector.list(excludes);
        return new PathChoice(getPath(), name.toString(), includes, excludes, force, allowEmpty);
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
            StepScope scope = StepScope.of(push.getScope(), getContext());
            PushTerms terms = push.terms(scope);
            ScopeService service = ScopeService.get();
            PushReport report = new AgentTransfer(directory(), console())
                    .push(service.store(), service.catalog(), service.desk(), terms, push.files(terms.destination()));
            tell(Summary.pushed(scope.id().scope(), terms.destination(), report));
            return Results.pushed(scope.id(), terms.destination(), report);
        }
    }

    /** Describes the step. */
    @Extension
    public static final class DescriptorImpl extends ScopeStepDescriptor {
        public DescriptorImpl() {
            super("artifactPush", "Push a file or directory to an artifact scope", true);
        }
    }
}
