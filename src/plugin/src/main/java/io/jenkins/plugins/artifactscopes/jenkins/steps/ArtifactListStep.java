package io.jenkins.plugins.artifactscopes.jenkins.steps;

import hudson.Extension;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.agent.OrderedPath;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code artifactList scope: 'workflow', path: '.'}: what is at a path and below it; nothing is an empty list. */
public final class ArtifactListStep extends ReadingStep {
    @DataBoundConstructor
    public ArtifactListStep(String scope, @Nullable String path) {
        super(scope, path);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, this);
    }

    private static final class Execution extends ScopeStepExecution<List<Map<String, Object>>> {
        private static final long serialVersionUID = 1;

        private final transient @Nullable ArtifactListStep step;

        Execution(StepContext context, ArtifactListStep step) {
            super(context);
            this.step = step;
        }

        @Override
        List<Map<String, Object>> work() throws IOException, InterruptedException {
            ArtifactListStep list = Objects.requireNonNull(step);
            ArtifactPath what = OrderedPath.of("path", list.requirePath());
            ScopeId in = list.readable(getContext(), what);
            Catalog catalog = ScopeService.get().catalog();
            List<Map<String, Object>> listed = new ArrayList<>();
            try (ScopeTree tree = ScopeService.get().store().open(in, what)) {
                Iterator<Entry> entries = tree.entries();
                while (entries.hasNext()) {
                    Entry entry = entries.next();
                    listed.add(Results.listed(entry, catalog.expires(in, entry)));
                }
            }
            return listed;
        }
    }

    /** Describes the step. */
    @Extension
    public static final class DescriptorImpl extends ReadingStepDescriptor {
        public DescriptorImpl() {
            super("artifactList", Messages._ArtifactListStep_displayName(), false);
        }
    }
}
