package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;

/** Where a host has the pages of one project. Each address begins with a slash, is escaped, and has no query. */
public interface Addresses {
    /** The page of the project. */
    String project();

    /** The page of all its workflows. */
    String workflows();

    /** @param workflow the run's id */
    String workflow(String workflow);

    /**
     * @param workflow the run's id
     * @param job the job's id in it
     */
    String job(String workflow, String job);

    /**
     * Where something is done with what is in an artifact.
     *
     * @param artifact its id
     * @param path in the artifact's scope, so that its first part is the artifact's name
     */
    String artifact(Action action, long artifact, ArtifactPath path);

    /** The page that lists what is in a scope. */
    default String scope(ScopeId scope) {
        if (scope.workflow().isEmpty()) {
            return project();
        }
        String workflow = scope.workflow().get();
        return scope.job().map(job -> job(workflow, job)).orElseGet(() -> workflow(workflow));
    }
}
