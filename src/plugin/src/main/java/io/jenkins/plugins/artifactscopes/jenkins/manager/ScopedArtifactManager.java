package io.jenkins.plugins.artifactscopes.jenkins.manager;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.BuildListener;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.artifactscopes.jenkins.RunScopes;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeFollower;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.ShownRuns;
import io.jenkins.plugins.artifactscopes.jenkins.agent.AgentTransfer;
import io.jenkins.plugins.artifactscopes.jenkins.agent.ArchiveChoice;
import io.jenkins.plugins.artifactscopes.jenkins.agent.Outcome;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.transfer.PushReport;
import io.jenkins.plugins.artifactscopes.transfer.PushTerms;
import io.jenkins.plugins.artifactscopes.transfer.ScopeCopy;
import io.jenkins.plugins.artifactscopes.transfer.Summary;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import jenkins.model.ArtifactManager;
import jenkins.util.VirtualFile;
import org.jenkinsci.plugins.workflow.flow.StashManager;

/**
 * Keeps what a build archives in the root of its workflow scope, and what it stashes beside it. A build's record has no more of this than
 * its name, so that records outlive every upgrade.
 */
public final class ScopedArtifactManager extends ArtifactManager implements StashManager.StashAwareArtifactManager {
    private transient Run<?, ?> run;

    ScopedArtifactManager(Run<?, ?> run) {
        this.run = run;
    }

    @Override
    public void onLoad(Run<?, ?> build) {
        run = build;
    }

    private RunScopes scopes() {
        return RunScopes.of(run);
    }

    private Stashes stashes() {
        return new Stashes(scopes(), run.getFullDisplayName());
    }

    @Override
    public void archive(FilePath workspace, Launcher launcher, BuildListener listener, Map<String, String> artifacts)
            throws IOException, InterruptedException {
        if (artifacts.isEmpty()) {
            return;
        }
        ScopeService service = ScopeService.get();
        PushReport report = Outcome.of(() -> new AgentTransfer(workspace, listener)
                .push(service.store(), service.catalog(), service.desk(), terms(), ArchiveChoice.of(artifacts)));
        listener.getLogger().println(Summary.archived(RunScopes.own(run).scope(), report));
    }

    private PushTerms terms() {
        String attempt = Attempts.next();
        // Which job of the run archives is not told. So that two that archive the same at once are not taken for one,
        // each has a name.
        return new PushTerms(
                RunScopes.own(run),
                scopes().holder(attempt),
                run.getFullDisplayName(),
                ArtifactPath.ROOT,
                Overwrite.REPLACE_FILES,
                null,
                attempt);
    }

    /** Deletes all that the run has, in its workflow scope and in those of its jobs. */
    @Override
    public boolean delete() throws IOException {
        ScopeService service = ScopeService.get();
        List<ScopeId> inUse = RunScopes.goingWith(run, service.catalog());
        ScopeFollower.each(inUse, service.store()::deleteScope);
        return !inUse.isEmpty();
    }

    @Override
    public VirtualFile root() {
        return ScopedVirtualFile.root(RunScopes.own(run));
    }

    @Override
    public void stash(
            String name,
            FilePath workspace,
            Launcher launcher,
            EnvVars env,
            TaskListener listener,
            @CheckForNull String includes,
            @CheckForNull String excludes,
            boolean useDefaultExcludes,
            boolean allowEmpty)
            throws IOException, InterruptedException {
        stashes().stash(workspace, listener, Stashes.choice(name, includes, excludes, useDefaultExcludes, allowEmpty));
    }

    @Override
    public void unstash(String name, FilePath workspace, Launcher launcher, EnvVars env, TaskListener listener)
            throws IOException, InterruptedException {
        stashes().unstash(name, workspace, listener);
    }

    @Override
    public void clearAllStashes(TaskListener listener) throws IOException {
        stashes().clear();
    }

    /**
     * Pipeline gives this manager to each of its runs while it is selected, also to those that archive nothing. So when it is not selected
     * any more, it refuses only what would be lost.
     */
    @Override
    public void copyAllArtifactsAndStashes(Run<?, ?> to, TaskListener listener) throws IOException {
        boolean goesOn = to.pickArtifactManager() instanceof ScopedArtifactManager;
        if (!goesOn && stashes().areThere()) {
            throw new AbortException("The stashes of " + run.getFullDisplayName() + " are kept by Artifact Scopes, but "
                    + to.getFullDisplayName() + " keeps its stashes elsewhere. Select Artifact Scopes under Artifact"
                    + " Management for Builds again, or start a new build.");
        }
        long files = copyArtifacts(run, to, listener);
        if (goesOn) {
            stashes().copyTo(RunScopes.of(to));
        } else if (files > 0) {
            listener.getLogger()
                    .println(
                            "They are in the workflow scope alone, because Artifact Scopes is not selected under Artifact"
                                    + " Management for Builds any more: artifactPull finds them, unarchive does not.");
        }
    }

    /**
     * Copies one run's workflow scope into another's, within the controller.
     *
     * @return how many files
     */
    static long copyArtifacts(Run<?, ?> from, Run<?, ?> to, TaskListener listener) throws IOException {
        ScopeStore store = ScopeService.get().store();
        ScopeId source = RunScopes.of(from).workflowScope();
        ScopeId target = RunScopes.of(to).workflowScope();
        long files = new ScopeCopy(store, source, target, from.getFullDisplayName()).run(Attempts.next());
        if (files > 0) {
            ShownRuns.show(target);
            listener.getLogger()
                    .println("Copied " + files + " file(s) of the workflow scope of " + from.getDisplayName());
        }
        return files;
    }
}
