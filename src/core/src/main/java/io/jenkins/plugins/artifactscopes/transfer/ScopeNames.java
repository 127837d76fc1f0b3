package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;

/** The scope instance that three names mean, of which the last may be empty. */
final class ScopeNames {
    private ScopeNames() {}

    static ScopeId of(String project, String workflow, String job) {
        if (workflow.isEmpty()) {
            return ScopeId.project(project);
        }
        return job.isEmpty() ? ScopeId.workflow(project, workflow) : ScopeId.job(project, workflow, job);
    }
}
