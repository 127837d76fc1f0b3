package io.jenkins.plugins.artifactscopes.jenkins.manager;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.nio.file.Files;
import jenkins.model.StandardArtifactManager;
import org.jenkinsci.plugins.workflow.flow.FlowCopier;

/** Gives a run that begins at a stage of an earlier one what that one has in its workflow scope. */
@Extension
public final class RestartCopier extends FlowCopier.ByRun {
    /** Where Pipeline keeps what a run of Jenkins' own manager stashes. */
    private static final String STASHES = "stashes";

    @Override
    public void copy(Run<?, ?> original, Run<?, ?> copy, TaskListener listener) throws IOException {
        // With our manager the artifacts are those of the workflow scope, and Pipeline has the manager copy them.
        if (!(original.getArtifactManager() instanceof ScopedArtifactManager)) {
            if (hasSomethingElsewhere(original)) {
                copy.addAction(new KeptElsewhere());
            }
            ScopedArtifactManager.copyArtifacts(original, copy, listener);
        }
    }

    /** A run that neither archived nor stashed has chosen no manager, and looks as if it had Jenkins' own. */
    private static boolean hasSomethingElsewhere(Run<?, ?> run) {
        return !(run.getArtifactManager() instanceof StandardArtifactManager)
                || run.getHasArtifacts()
                || Files.isDirectory(run.getRootDir().toPath().resolve(STASHES));
    }
}
