package io.jenkins.plugins.artifactscopes.http.github;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactQuery;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.http.Access;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;

/**
 * What a client may see. Of what it may not know of it learns nothing: 404. What it may know of and not read is said to be kept from
 * it: 403.
 */
final class Permissions {
    private final Access access;
    private final String project;

    Permissions(Access access, String project) {
        this.access = access;
        this.project = project;
    }

    /** The client's name, for people to read. */
    String name() {
        return access.name();
    }

    /** @throws Refusal 404 unless the project is known to it */
    void requireProject() throws Refusal {
        if (!access.mayRead(ScopeId.project(project))) {
            throw new Refusal(404, "There is no project " + project + ".");
        }
    }

    /** @throws Refusal 403 unless it may read everything that the query can find */
    void requireList(ArtifactQuery query) throws Refusal {
        requireProject();
        if (!access.mayReadAll(project, query.workflow()) && !mayRead(query)) {
            throw new Refusal(
                    403,
                    "These credentials reach a part of " + project + " only. Ask for that part: a run that they reach,"
                            + " or its part with scope=workflow, job=ID or scope=project.");
        }
    }

    private boolean mayRead(ArtifactQuery query) {
        String workflow = query.workflow();
        String job = query.job();
        if (query.scope() == Scope.PROJECT) {
            return true;
        }
        if (workflow == null) {
            return false;
        }
        return job == null
                ? query.scope() == Scope.WORKFLOW && access.mayRead(ScopeId.workflow(project, workflow))
                : access.mayRead(ScopeId.job(project, workflow, job));
    }

    boolean mayKnow(ScopeId scope) {
        return access.mayKnow(scope);
    }

    void requireRead(ArtifactRecord artifact) throws Refusal {
        requireRead(artifact.scope());
    }

    void requireRead(ScopeId scope) throws Refusal {
        if (!access.mayRead(scope)) {
            throw new Refusal(403, "These credentials do not let you read " + scope + ".");
        }
    }

    void requireWrite(ArtifactRecord artifact) throws Refusal {
        requireRead(artifact);
        if (!access.mayDelete(artifact.scope())) {
            throw new Refusal(403, "These credentials do not let you change " + artifact.scope() + ".");
        }
    }

    /** @throws Refusal 403 unless it may read everything in the project */
    void requireAll() throws Refusal {
        requireProject();
        if (!access.mayReadAll(project, null)) {
            throw new Refusal(403, "These credentials reach a part of " + project + " only.");
        }
    }

    /** @throws Refusal 403 unless it may change everything in the project */
    void requireOwner() throws Refusal {
        requireAll();
        if (!access.mayConfigure(project)) {
            throw new Refusal(403, "These credentials do not let you change " + project + ".");
        }
    }
}
