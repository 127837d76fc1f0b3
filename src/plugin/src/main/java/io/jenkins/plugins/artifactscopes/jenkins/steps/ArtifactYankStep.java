package io.jenkins.plugins.artifactscopes.jenkins.steps;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.artifactscopes.jenkins.Audit;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.agent.OrderedPath;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Removal;
import io.jenkins.plugins.artifactscopes.transfer.Summary;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code artifactYank scope: 'workflow', path: 'dist'}: deletes from a scope. */
public final class ArtifactYankStep extends WritingStep {
    @DataBoundConstructor
    public ArtifactYankStep(String scope, @Nullable String path) {
        super(scope, path);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, this);
    }

    private static final class Execution extends ScopeStepExecution<Map<String, Object>> {
        private static final long serialVersionUID = 1;

        private final transient @Nullable ArtifactYankStep step;

        Execution(StepContext context, ArtifactYankStep step) {
            super(context);
            this.step = step;
        }

        @Override
        Map<String, Object> work() throws IOException, InterruptedException {
            ArtifactYankStep yank = Objects.requireNonNull(step);
            yank.requireOwn();
            StepScope in = StepScope.toChange(yank.getScope(), getContext());
            ArtifactPath what = OrderedPath.of("path", yank.requirePath());
            Removal removal = ScopeService.get().store().delete(in.id(), what);
            Audit.get().deletedBy(who(), in.id(), what, removal);
            tell(Summary.yanked(in.id().scope(), what, removal));
            return Results.yanked(in.id(), what, removal);
        }

        private String who() throws IOException, InterruptedException {
            Run<?, ?> run = Objects.requireNonNull(getContext().get(Run.class));
            return run.getParent().getFullName() + " #" + run.getNumber();
        }
    }

    /** Describes the step. */
    @Extension
    public static final class DescriptorImpl extends ScopeStepDescriptor {
        public DescriptorImpl() {
            super("artifactYank", Messages._ArtifactYankStep_displayName(), false);
        }
    }
}
