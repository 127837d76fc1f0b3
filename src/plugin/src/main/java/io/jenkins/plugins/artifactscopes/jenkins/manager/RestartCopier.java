package io.jenkins.plugins.artifactscopes.jenkins.manager;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.flow.FlowCopier;

/** Gives a run that begins at a stage of an earlier one what that one has in its workflow scope. */
@Extension
public final class RestartCopier extends FlowCopier.ByRun {
    @Override
    public void copy(Run<?, ?> original, Run<?, ?> copy, TaskListener listener) throws IOException {
        // With our manager the artifacts are those of the workflow scope, and Pipeline has the manager copy them.
        if (!(original.getArtifactManager() instanceof ScopedArtifactManager)) {
            copy.addAction(new KeptElsewhere());
            ScopedArtifactManager.copyArtifacts(original, copy, listener);
        }
    }
}
