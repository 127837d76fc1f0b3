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

    private final PageSource source;
    private final Visit visit;
    private final Times times;

    WorkflowTables(PageSource source, Visit visit, Times times) {
        this.source = source;
        this.visit = visit;
        this.times = times;
    }

    /** The workflows from this number downwards, those that the visitor may see. */
    List<WorkflowRow> rows(long from, int limit) {
        List<WorkflowRow> rows = new ArrayList<>();
        for (long number = from; number > 0 && number > from - limit; number--) {
            source.runs()
                    .workflow(visit.project(), number)
                    .filter(workflow -> visit.access().mayRead(ScopeId.workflow(visit.project(), workflow)))
                    .flatMap(workflow -> row(workflow))
                    .ifPresent(rows::add);
        }
        return rows;
    }

    Optional<WorkflowRow> row(String workflow) {
        return source.names().workflow(visit.project(), workflow).map(name -> row(ShownName.of(name), workflow));
    }

    private WorkflowRow row(String name, String workflow) {
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
                name,
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
}
