package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactPage;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactQuery;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactQuery.Direction;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The workflows of a project as a list. */
final class WorkflowTables {
    /** Jobs of a workflow whose sizes are added up. */
    private static final int JOBS = 200;

    /** Numbers that are looked at for one list: a workflow that is gone, or that the visitor may not see, has a number and no row. */
    private static final int LOOKED_AT = 1_000;

    private final PageSource source;
    private final Visit visit;
    private final Times times;

    WorkflowTables(PageSource source, Visit visit, Times times) {
        this.source = source;
        this.visit = visit;
        this.times = times;
    }

    /**
     * Workflows, the newest first.
     *
     * @param next the number from which there may be more; 0 where there are none
     */
    record Found(List<WorkflowRow> rows, long next) {}

    /** The workflows from this number downwards that are there and that the visitor may see. */
    Found rows(long from, int limit) {
        List<WorkflowRow> rows = new ArrayList<>();
        long number = from;
        for (; number > 0 && number > from - LOOKED_AT; number--) {
            Optional<Shown> shown = shown(number);
            if (shown.isPresent() && rows.size() == limit) {
                break;
            }
            shown.map(this::row).ifPresent(rows::add);
        }
        return new Found(rows, Math.max(0, number));
    }

    private Optional<Shown> shown(long number) {
        return source.runs()
                .workflow(visit.project(), number)
                .filter(workflow -> visit.access().mayRead(ScopeId.workflow(visit.project(), workflow)))
                .flatMap(this::shown);
    }

    private Optional<Shown> shown(String workflow) {
        return source.names().workflow(visit.project(), workflow).map(name -> new Shown(workflow, ShownName.of(name)));
    }

    Optional<WorkflowRow> row(String workflow) {
        return shown(workflow).map(this::row);
    }

    private WorkflowRow row(Shown shown) {
        String workflow = shown.workflow();
        ArtifactPage newest =
                source.catalog().page(ArtifactQuery.run(visit.project(), workflow), 0, 1, Direction.NEWEST_FIRST);
        long own = source.catalog()
                .usage(ScopeId.workflow(visit.project(), workflow))
                .bytes();
        long jobs = jobs(source, visit.project(), workflow, "", JOBS).stream()
                .filter(visit.access()::mayRead)
                .mapToLong(job -> source.catalog().usage(job).bytes())
                .sum();
        return new WorkflowRow(
                shown.name(),
                visit.addresses().workflow(workflow),
                visit.texts().number(newest.total()),
                visit.texts().bytes(own),
                visit.texts().bytes(jobs),
                visit.texts().bytes(own + jobs),
                own,
                jobs,
                newest.artifacts().isEmpty()
                        ? TimeText.none(visit.texts().of("workflow.left"))
                        : times.of(newest.artifacts().get(0).created()));
    }

    /** The scopes of the jobs of a workflow that have artifacts, in order, after the job {@code after}; empty for from the first. */
    static List<ScopeId> jobs(PageSource source, String project, String workflow, String after, int limit) {
        ScopeId from = after.isEmpty() ? ScopeId.workflow(project, workflow) : ScopeId.job(project, workflow, after);
        return source.catalog().scopes(project, Optional.of(from), limit).stream()
                .takeWhile(scope -> scope.workflow().filter(workflow::equals).isPresent())
                .toList();
    }

    /** A workflow that is there, and what people know it by. */
    private record Shown(String workflow, String name) {}
}
