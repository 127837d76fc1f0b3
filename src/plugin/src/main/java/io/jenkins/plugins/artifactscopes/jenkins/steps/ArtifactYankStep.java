package io.jenkins.plugins.artifactscopes.jenkins.steps;

import hudson.Extension;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.agent.OrderedPath;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Removal;
import io.jenkins.plugins.artifactscopes.transfer.Summary;
import java.io.IOException;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code artifactYank scope: 'workflow', path: 'dist'}: deletes from a scope. */
public final class ArtifactYankStep extends ScopeStep {
    @DataBoundConstructor
    public ArtifactYankStep(String scope, String path) {
        super(scope, path);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, getScope(), getPath());
    }

    private static final class Execution extends ScopeStepExecution<Map<String, Object>> {
        private static final long serialVersionUID = 1;

        private final String scope;
        private final String path;

        Execution(StepContext context, String scope, String path) {
            super(context);
            this.scope = scope;
            this.path = path;
        }

        @Override
        Map<String, Object> work() throws IOException, InterruptedException {
            StepScope in = StepScope.toChange(scope, getContext());
            ArtifactPath what = OrderedPath.of("path", path);
            Removal removal = ScopeService.get().store().delete(in.id(), what);
            tell(Summary.yanked(in.id().scope(), what, removal));
            return Results.yanked(in.id(), what, removal);
        }
    }

    /** Describes the step. */
    @Extension
    public static final class DescriptorImpl extends ScopeStepDescriptor {
        public DescriptorImpl() {
            super("artifactYank", "Delete from an artifact scope", false);
        }
    }
}
