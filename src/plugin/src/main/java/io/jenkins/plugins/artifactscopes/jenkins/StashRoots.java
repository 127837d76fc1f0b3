package io.jenkins.plugins.artifactscopes.jenkins;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.disk.ScopeRoots;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A run's stashes lie beside its scopes, in {@code artifact-scopes/stashes}; their store names them by the run's workflow scope.
 *
 * @param jobs knows where runs are
 */
record StashRoots(JobRoots jobs) implements ScopeRoots {
    private static final String STASHES = "stashes";

    @Override
    public Path directory(ScopeId scope) {
        return jobs.directory(scope).resolveSibling(STASHES);
    }

    @Override
    public void forEach(Consumer<ScopeId> scopes, Consumer<String> problems) {
        jobs.forEachRun(
                (run, directory) -> {
                    if (Files.isDirectory(directory.resolve(STASHES))) {
                        scopes.accept(run.workflowScope());
                    }
                },
                problems);
    }
}
