package io.jenkins.plugins.artifactscopes.scope;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One scope instance: which job's, which run's or which project's store is meant.
 *
 * <p>A project is named by its full name ({@code folder/name}), a workflow by its run's id within the project, a job by
 * its id within the workflow. Each name has 1 to 1,000 bytes of UTF-8 and no control characters.
 */
public final class ScopeId implements Comparable<ScopeId> {
    private static final int MAX_NAME_BYTES = 1000;

    private final Scope scope;
    private final String project;
    private final String workflow;
    private final String job;

    private ScopeId(Scope scope, String project, String workflow, String job) {
        this.scope = scope;
        this.project = project;
        this.workflow = workflow;
        this.job = job;
    }

    /** The store that all runs of {@code project} share. */
    public static ScopeId project(String project) {
        return new ScopeId(Scope.PROJECT, checked("project", project), "", "");
    }

    /** The store that all jobs of one run share. */
    public static ScopeId workflow(String project, String workflow) {
        return new ScopeId(Scope.WORKFLOW, checked("project", project), checked("workflow", workflow), "");
    }

    /** The store of one job alone. */
    public static ScopeId job(String project, String workflow, String job) {
        return new ScopeId(Scope.JOB, checked("project", project), checked("workflow", workflow), checked("job", job));
    }

    public Scope scope() {
        return scope;
    }

    public String project() {
        return project;
    }

    /** The run's id; empty for the project scope. */
    public Optional<String> workflow() {
        return workflow.isEmpty() ? Optional.empty() : Optional.of(workflow);
    }

    /** The job's id; present for the job scope only. */
    public Optional<String> job() {
        return job.isEmpty() ? Optional.empty() : Optional.of(job);
    }

    private static String checked(String what, String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("The name of the " + what + " is empty.");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            throw new IllegalArgumentException(
                    "The name of the " + what + " is longer than " + MAX_NAME_BYTES + " bytes: " + name);
        }
        if (name.chars().anyMatch(Character::isISOControl)
                || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            throw new IllegalArgumentException("The name of the " + what + " has characters that cannot be kept: "
                    + name.replaceAll("\\p{Cntrl}", "?"));
        }
        return name;
    }

    @Override
    public int compareTo(ScopeId other) {
        int byProject = project.compareTo(other.project);
        int byWorkflow = byProject != 0 ? byProject : workflow.compareTo(other.workflow);
        return byWorkflow != 0 ? byWorkflow : job.compareTo(other.job);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScopeId id
                && project.equals(id.project)
                && workflow.equals(id.workflow)
                && job.equals(id.job);
    }

    @Override
    public int hashCode() {
        return (project.hashCode() * 31 + workflow.hashCode()) * 31 + job.hashCode();
    }

    /** For messages: {@code job Build of team/app 12}, {@code workflow 12 of team/app}, {@code project team/app}. */
    @Override
    public String toString() {
        return switch (scope) {
            case PROJECT -> "project " + project;
            case WORKFLOW -> "workflow " + workflow + " of " + project;
            case JOB -> "job " + job + " of " + project + " " + workflow;
        };
    }
}
