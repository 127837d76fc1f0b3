package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactQuery;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactQuery.Direction;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.transfer.UrlQuery;
import io.jenkins.plugins.artifactscopes.view.WorkflowTables.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the pages that list artifacts and workflows. What a visitor may not see is not there: 404. */
public final class ListPages {
    /** Workflows that a project's page shows. */
    static final int RECENT = 20;

    /** Jobs that a workflow's page shows. */
    static final int JOBS = 40;

    private final PageSource source;

    public ListPages(PageSource source) {
        this.source = source;
    }

    /** A project, as far as the visitor may see it. */
    public ProjectView project(Visit visit) throws Refusal {
        visit.requireProject();
        Times times = new Times(source.clock().instant(), visit.texts());
        long latest = source.runs().latest(visit.project());
        Found found = new WorkflowTables(source, visit, times).rows(latest, RECENT);
        WorkflowTable workflows = new WorkflowTable(
                found.rows(), true, found.next() > 0 ? visit.addresses().workflows() : "", found.next() > 0);
        boolean all = visit.access().mayReadAll(visit.project(), null);
        return new ProjectView(
                visit.texts(),
                ShownName.of(visit.project()),
                List.of(),
                search(visit, visit.addresses().project(), visit.texts().of("search.project")),
                new ArtifactTables(source, visit, times)
                        .all(ScopeId.project(visit.project()), visit.texts().of("artifacts.project")),
                workflows,
                all ? new UsageTables(source, visit).table() : null);
    }

    /**
     * A page of all workflows of a project.
     *
     * @param from the number of the first that is wanted, as a link of the page before has it; anything else for the newest
     */
    public WorkflowsView workflows(Visit visit, String from) throws Refusal {
        visit.requireProject();
        Times times = new Times(source.clock().instant(), visit.texts());
        long latest = source.runs().latest(visit.project());
        long first = number(from).filter(number -> number < latest).orElse(latest);
        Found found = new WorkflowTables(source, visit, times).rows(first, ListRequest.PAGE);
        String address = visit.addresses().workflows();
        return new WorkflowsView(
                visit.texts(),
                visit.texts().of("workflows"),
                trail(visit),
                new WorkflowTable(found.rows(), false, "", found.next() > 0),
                Pager.downwards(
                        visit.texts().count(found.rows().size(), "workflow"),
                        first < latest ? address : "",
                        found.next() > 0 ? address + new UrlQuery().with("from", Long.toString(found.next())) : ""));
    }

    private static Optional<Long> number(String text) {
        return text.matches("[1-9][0-9]{0,17}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    /**
     * A workflow, as far as the visitor may see it.
     *
     * @param afterJob shows the jobs after this one; empty for the first
     */
    public WorkflowView workflow(Visit visit, String workflow, String afterJob) throws Refusal {
        ScopeId scope = known(visit, workflow);
        ArtifactTables tables =
                new ArtifactTables(source, visit, new Times(source.clock().instant(), visit.texts()));
        List<ScopeId> jobs = WorkflowTables.jobs(source, visit.project(), workflow, afterJob, JOBS + 1);
        List<Section> sections = new ArrayList<>();
        String last = "";
        for (ScopeId job : jobs.subList(0, Math.min(JOBS, jobs.size()))) {
            last = job.job().orElseThrow();
            if (visit.access().mayRead(job)) {
                sections.add(tables.glance(job, last));
            }
        }
        String address = visit.addresses().workflow(workflow);
        return new WorkflowView(
                visit.texts(),
                new Places(source, visit).title(workflow),
                ShownName.of(source.names().detail(visit.project(), workflow)),
                trail(visit),
                search(visit, address, visit.texts().of("search.workflow")),
                tables.all(scope, visit.texts().of("artifacts.workflow")),
                sections,
                jobs.size() > JOBS ? address + new UrlQuery().with("after", last) : "");
    }

    /** A job of a workflow. */
    public JobView job(Visit visit, String workflow, String job) throws Refusal {
        known(visit, workflow);
        ScopeId scope = scope(() -> ScopeId.job(visit.project(), workflow, job));
        visit.requireRead(scope);
        List<Crumb> trail = new ArrayList<>(trail(visit));
        trail.add(new Crumb(
                new Places(source, visit).title(workflow), visit.addresses().workflow(workflow)));
        return new JobView(
                visit.texts(),
                new Places(source, visit).job(workflow, job),
                trail,
                search(
                        visit,
                        visit.addresses().job(workflow, job),
                        visit.texts().of("search.job")),
                new ArtifactTables(source, visit, new Times(source.clock().instant(), visit.texts()))
                        .all(scope, visit.texts().of("artifacts.job")));
    }

    /**
     * What a workflow and its jobs keep, in a line.
     *
     * @return empty when there is nothing that the visitor may see
     */
    public Optional<WorkflowRow> line(Visit visit, String workflow) {
        ScopeId scope = ScopeId.workflow(visit.project(), workflow);
        if (!visit.access().mayRead(scope)
                || source.catalog()
                                .page(ArtifactQuery.run(visit.project(), workflow), 0, 0, Direction.NEWEST_FIRST)
                                .total()
                        == 0) {
            return Optional.empty();
        }
        return new WorkflowTables(source, visit, new Times(source.clock().instant(), visit.texts())).row(workflow);
    }

    private ScopeId known(Visit visit, String workflow) throws Refusal {
        visit.requireProject();
        if (source.names().workflow(visit.project(), workflow).isEmpty()) {
            throw Visit.nothing();
        }
        ScopeId scope = ScopeId.workflow(visit.project(), workflow);
        visit.requireRead(scope);
        return scope;
    }

    private static ScopeId scope(Supplier<ScopeId> made) throws Refusal {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw Visit.nothing();
        }
    }

    private static SearchForm search(Visit visit, String address, String label) {
        return SearchForm.of(visit.request(), address, label);
    }

    private static List<Crumb> trail(Visit visit) {
        return List.of(
                new Crumb(ShownName.of(visit.project()), visit.addresses().project()));
    }
}
