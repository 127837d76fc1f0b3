package io.jenkins.plugins.artifactscopes.http;

import io.jenkins.plugins.artifactscopes.scope.Holder;

/**
 * What the token of a job says. Whether the block still runs is for the host to find out.
 *
 * @param project the project's full name
 * @param workflow the run's id in the project
 * @param job the job's id in the run
 * @param block the id of the block within the run as long as which the token is good
 * @param run tells this run from another of the same name that came after it was deleted
 */
public record JobClaim(String project, String workflow, String job, String block, String run) {
    /** Whose scopes the token reaches. */
    public Holder holder() {
        return new Holder(project, workflow, job);
    }
}
