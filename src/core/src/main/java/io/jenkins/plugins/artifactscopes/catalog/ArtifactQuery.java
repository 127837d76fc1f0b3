package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which artifacts of a project are meant.
 *
 * @param project its full name
 * @param workflow only those of this run and its jobs, or null
 * @param name only those of this name, or null
 * @param scope only those in a scope of this kind, or null
 * @param job only those of a job of this id, or null
 */
public record ArtifactQuery(
        String project,
        @Nullable String workflow,
        @Nullable String name,
        @Nullable Scope scope,
        @Nullable String job) {
    /** No name has it. */
    private static final String SEPARATOR = "\u0001";

    /** By when artifacts were first pushed. */
    public enum Direction {
        NEWEST_FIRST,
        OLDEST_FIRST
    }

    public static ArtifactQuery of(String project) {
        return new ArtifactQuery(project, null, null, null, null);
    }

    public static ArtifactQuery run(String project, String workflow) {
        return new ArtifactQuery(project, workflow, null, null, null);
    }

    /** Of these, only those called {@code artifact}. */
    public ArtifactQuery named(String artifact) {
        return new ArtifactQuery(project, workflow, artifact, scope, job);
    }

    /** Of these, only those in a scope of this kind. */
    public ArtifactQuery in(Scope kind) {
        return new ArtifactQuery(project, workflow, name, kind, job);
    }

    /** Of these, only those of jobs of this id. */
    public ArtifactQuery ofJob(String id) {
        return new ArtifactQuery(project, workflow, name, Scope.JOB, id);
    }

    /** Names the list that these are in. */
    String list() {
        String run = workflow == null ? "" : workflow;
        if (job != null) {
            return list(run, Scope.JOB) + SEPARATOR + job;
        }
        return scope == null ? run : list(run, scope);
    }

    private static String list(String run, Scope scope) {
        return run + SEPARATOR + scope.word();
    }

    /** The lists that what is in a scope is in. */
    static List<String> lists(ScopeId id) {
        ArtifactQuery all = of(id.project());
        List<String> lists = new ArrayList<>(6);
        addLists(lists, all, id);
        id.workflow().ifPresent(workflow -> addLists(lists, run(id.project(), workflow), id));
        return lists;
    }

    private static void addLists(List<String> lists, ArtifactQuery query, ScopeId id) {
        lists.add(query.list());
        lists.add(query.in(id.scope()).list());
        id.job().ifPresent(job -> lists.add(query.ofJob(job).list()));
    }

    String nameOrNone() {
        return name == null ? "" : name;
    }
}
