package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.view.ArtifactSelection.Found;
import java.util.List;
import java.util.Locale;

/** The artifacts of a scope as a list. */
final class ArtifactTables {
    /** Artifacts of a job that its workflow's page shows. */
    static final int GLANCE = 25;

    private static final List<Column> COLUMNS =
            List.of(Column.NAME, Column.BYTES, Column.FILES, Column.PUSHED, Column.EXPIRES);

    private final PageSource source;
    private final Visit visit;
    private final ArtifactRows rows;

    ArtifactTables(PageSource source, Visit visit, Times times) {
        this.source = source;
        this.visit = visit;
        this.rows = new ArtifactRows(visit, times, source.kept());
    }

    /** A page of all artifacts of the scope. */
    Table all(ScopeId scope, String caption) {
        String address = visit.addresses().scope(scope);
        ListRequest request = visit.request().sortedBy(Column.PUSHED);
        Found found = selection(ArtifactBounds.PAGE).find(scope, request, ListRequest.PAGE);
        return new Table(
                caption,
                COLUMNS.stream()
                        .map(column -> ColumnHead.of(column, request, address, visit.texts()))
                        .toList(),
                true,
                rows(found.artifacts()),
                Pager.of(request, found.artifacts().size(), found.total(), "artifact", address, visit.texts()),
                found.note(),
                hint(scope),
                visit.request().at(address),
                visit.guard());
    }

    /** The newest artifacts of a job. */
    Section glance(ScopeId scope, String job) {
        String workflow = visit.addresses().workflow(scope.workflow().orElseThrow());
        ListRequest request = new ListRequest(visit.request().search(), null, true, 1);
        Found found = selection(ArtifactBounds.GLANCE).find(scope, request, GLANCE);
        Texts texts = visit.texts();
        String name = new Places(source, visit).job(scope.workflow().orElseThrow(), job);
        Table table = new Table(
                texts.of("artifacts.job.named", name),
                COLUMNS.stream().map(column -> ColumnHead.plain(column, texts)).toList(),
                true,
                rows(found.artifacts()),
                Pager.none(),
                found.note(),
                "",
                visit.request().at(workflow),
                visit.guard());
        long left = found.total() - found.artifacts().size();
        String more = left > 0 ? texts.of("jobs.all", texts.number(found.total())) : "";
        return new Section(name, visit.addresses().scope(scope), table, more);
    }

    private ArtifactSelection selection(ArtifactBounds bounds) {
        return new ArtifactSelection(source.catalog(), source.clock(), bounds, visit.texts());
    }

    private List<Row> rows(List<ArtifactRecord> artifacts) {
        return artifacts.stream().map(rows::row).toList();
    }

    private String hint(ScopeId scope) {
        return visit.texts()
                .of(
                        visit.request().search().isEmpty()
                                ? "empty." + scope.scope().name().toLowerCase(Locale.ROOT)
                                : "search.nothing");
    }
}
