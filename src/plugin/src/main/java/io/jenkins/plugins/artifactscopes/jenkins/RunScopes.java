package io.jenkins.plugins.artifactscopes.jenkins;

import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/**
 * The scopes that a run reaches.
 *
 * @param project the full name of the job, or of the project that the job is a branch of
 * @param workflow the run's number; behind the branch's name and a slash where the job is a branch
 */
public record RunScopes(String project, String workflow) {
    /** Those of the run itself, or of the one that it is a part of. */
    public static RunScopes of(Run<?, ?> part) {
        Run<?, ?> run = whole(part);
        Job<?, ?> job = run.getParent();
        return new RunScopes(project(job).getFullName(), runs(job) + run.getNumber());
    }

    private static Run<?, ?> whole(Run<?, ?> part) {
        return RunPart.of(part).<Run<?, ?>>map(RunPart::whole).orElse(part);
    }

    /**
     * Whether what is kept in the scopes of this run lies in its directory. It does not where Jenkins finds no item by the full name of its job, as in a
     * group that is no item itself, such as the promotion processes of a job.
     */
    public static boolean areIn(Run<?, ?> part) {
        Run<?, ?> run = whole(part);
        Path found = JobRoots.found(Jenkins.get(), of(run).workflowScope());
        return found != null && found.startsWith(run.getRootDir().toPath());
    }

    /** What the names of the job's runs begin with in their project: that of the branch and a slash, or nothing. */
    static String runs(Job<?, ?> job) {
        return project(job) == job ? "" : job.getName() + "/";
    }

    /** What the run has for itself: its workflow scope, or for a part of a run its job scope in that run. */
    public static ScopeId own(Run<?, ?> run) {
        RunScopes scopes = of(run);
        return RunPart.of(run)
                .map(part -> ScopeId.job(scopes.project, scopes.workflow, part.id()))
                .orElseGet(scopes::workflowScope);
    }

    /** The scopes in use that end with this run. */
    public static List<ScopeId> goingWith(Run<?, ?> run, Catalog catalog) {
        return RunPart.of(run).isEmpty()
                ? of(run).inUse(catalog)
                : List.of(own(run)).stream()
                        .filter(scope -> !catalog.inScope(scope, "", 1).isEmpty())
                        .toList();
    }

    /** What the job's project scope belongs to: the job itself, or the project that it is a branch or a part of. */
    public static Item project(Job<?, ?> anyJob) {
        Job<?, ?> job = RunPart.whole(anyJob);
        if (job != anyJob) {
            return job;
        }
        ItemGroup<?> parent = job.getParent();
        boolean isBranch = parent instanceof Item
                && ExtensionList.lookup(BranchOwner.class).stream().anyMatch(owner -> owner.ownsBranches(parent));
        return isBranch ? (Item) parent : job;
    }

    /**
     * @param job the id of the job within the run; null where there is none
     * @throws IllegalArgumentException for the job scope outside any job
     */
    public ScopeId id(Scope scope, @Nullable String job) {
        return switch (scope) {
            case PROJECT -> ScopeId.project(project);
            case WORKFLOW -> workflowScope();
            case JOB -> {
                if (job == null) {
                    throw new IllegalArgumentException("The scope 'job' is that of a node block, and this step is in"
                            + " none. Put it into a node block, or use one of: workflow, project.");
                }
                yield ScopeId.job(project, workflow, job);
            }
        };
    }

    /** The run's workflow scope. */
    public ScopeId workflowScope() {
        return ScopeId.workflow(project, workflow);
    }

    /** Those of the run's own scopes that have artifacts: the workflow scope, and those of its jobs. */
    public List<ScopeId> inUse(Catalog catalog) {
        ScopeId scope = workflowScope();
        List<ScopeId> found = new ArrayList<>();
        if (!catalog.inScope(scope, "", 1).isEmpty()) {
            found.add(scope);
        }
        // In the order of scopes, a run's jobs come right after the run.
        List<ScopeId> next = catalog.scopes(project, Optional.of(scope), 1);
        while (!next.isEmpty() && isOfRun(next.get(0))) {
            found.add(next.get(0));
            next = catalog.scopes(project, Optional.of(next.get(0)), 1);
        }
        return found;
    }

    private boolean isOfRun(ScopeId scope) {
        return scope.workflow().map(workflow::equals).orElse(false);
    }

    /** @param job the id of the job within the run; null where there is none */
    public Holder holder(@Nullable String job) {
        return new Holder(project, workflow, job);
    }
}
