package io.jenkins.plugins.artifactscopes.jenkins;

import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Keeps a store in step with jobs and runs that are renamed, moved or deleted: their scopes go where they go. */
public final class ScopeFollower {
    private final ScopeStore store;
    private final Catalog catalog;

    private ScopeFollower(ScopeStore store, Catalog catalog) {
        this.store = store;
        this.catalog = catalog;
    }

    /** One for each store of this controller. */
    static List<ScopeFollower> all() throws IOException {
        List<ScopeFollower> all = new ArrayList<>();
        ScopeService scopes = ScopeService.get();
        all.add(new ScopeFollower(scopes.store(), scopes.catalog()));
        StashService stashes = StashService.get();
        if (stashes.isUsed()) {
            all.add(new ScopeFollower(stashes.store(), stashes.catalog()));
        }
        return all;
    }

    /** A run is about to be deleted with its directory: what its scopes hold is given back first, and told to the catalog. */
    void runGoes(Run<?, ?> run) throws IOException {
        each(RunScopes.goingWith(run, catalog), store::deleteScope);
    }

    /** What the project of this name had is gone, or is another's now. */
    void projectWent(String project) throws IOException {
        each(catalog.allScopes(project), this::look);
    }

    /**
     * The job is gone. Where it was a branch, what its runs had is among what its project has. Jenkins tells of no run that goes with its
     * job.
     */
    void branchWent(Job<?, ?> branch) throws IOException {
        Item project = RunScopes.project(branch);
        if (project != branch) {
            each(catalog.allScopes(project.getFullName(), RunScopes.runs(branch)), this::look);
        }
    }

    /** The directory of the project is that of another name now. */
    void projectMoved(String from, String to) throws IOException {
        try {
            each(catalog.allScopes(from), scope -> {
                look(scope);
                look(renamed(scope, to));
            });
        } finally {
            catalog.history().moved(from, to);
        }
    }

    private static ScopeId renamed(ScopeId scope, String project) {
        return scope.workflow()
                .map(workflow -> scope.job()
                        .map(job -> ScopeId.job(project, workflow, job))
                        .orElse(ScopeId.workflow(project, workflow)))
                .orElse(ScopeId.project(project));
    }

    /** Opening a scope brings the catalog in step with what is on disk. */
    private void look(ScopeId scope) throws IOException {
        store.open(scope, ArtifactPath.ROOT).close();
    }

    /**
     * Does all of it: what is damaged keeps nothing else from being in step.
     *
     * @throws IOException the first failure, when the others are done
     */
    public static <T> void each(Iterable<? extends T> all, Work<T> work) throws IOException {
        IOException failure = null;
        for (T one : all) {
            try {
                work.on(one);
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** What is done with each. */
    @FunctionalInterface
    public interface Work<T> {
        void on(T one) throws IOException;
    }
}
