package io.jenkins.plugins.artifactscopes.scope;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is at work: a job of a workflow, a workflow as a whole or a project as a whole. A holder reaches what its names
 * say and nothing beside it.
 *
 * @param project the project's full name
 * @param workflow the run's id, or null for a holder that reaches the whole project
 * @param job the job's id, or null for a holder that reaches the whole workflow
 */
public record Holder(
        String project, @Nullable String workflow, @Nullable String job) {
    public Holder {
        if (job != null && workflow == null) {
            throw new IllegalArgumentException("A job belongs to a workflow; name the workflow too.");
        }
    }

    /** The holder that writes {@code id} as its own. */
    public static Holder of(ScopeId id) {
        return new Holder(id.project(), id.workflow().orElse(null), id.job().orElse(null));
    }

    /** Whether this holder may read and write {@code id}: its own project, workflow and job, never another's. */
    public boolean reaches(ScopeId id) {
        return id.project().equals(project)
                && (workflow == null || id.workflow().map(workflow::equals).orElse(true))
                && (job == null || id.job().map(job::equals).orElse(true));
    }

    /** The scope instances whose content this holder certainly may read, nearest first: at most three. */
    public List<ScopeId> readable() {
        List<ScopeId> ids = new ArrayList<>(3);
        if (workflow != null && job != null) {
            ids.add(ScopeId.job(project, workflow, job));
        }
        if (workflow != null) {
            ids.add(ScopeId.workflow(project, workflow));
        }
        ids.add(ScopeId.project(project));
        return ids;
    }
}
