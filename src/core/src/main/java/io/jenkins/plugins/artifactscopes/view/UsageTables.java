package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.catalog.ScopeUsage;
import io.jenkins.plugins.artifactscopes.catalog.Usage;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.util.List;

/** What a project takes as a list. */
final class UsageTables {
    private static final int BIGGEST = 5;

    private final PageSource source;
    private final Visit visit;

    UsageTables(PageSource source, Visit visit) {
        this.source = source;
        this.visit = visit;
    }

    UsageTable table() {
        Usage all = source.catalog().usage(visit.project());
        return new UsageTable(
                visit.texts().bytes(all.bytes()),
                visit.texts().count(all.files(), "file"),
                visit.texts().count(all.artifacts(), "artifact"),
                UsageTrend.of(
                        visit.texts().of("trend.project"),
                        source.catalog().history().points(visit.project()),
                        kind -> usage(kind).bytes(),
                        source.clock().instant(),
                        visit.texts()),
                List.of(
                        row(visit.texts().of("space.project"), "", usage(Scope.PROJECT)),
                        row(visit.texts().of("space.workflows"), "", usage(Scope.WORKFLOW)),
                        row(visit.texts().of("space.jobs"), "", usage(Scope.JOB))),
                source.catalog().biggest(visit.project(), BIGGEST).stream()
                        .map(this::row)
                        .toList());
    }

    private Usage usage(Scope kind) {
        return source.catalog().usage(visit.project(), kind);
    }

    private UsageRow row(ScopeUsage scope) {
        return row(title(scope.scope()), visit.addresses().scope(scope.scope()), scope.usage());
    }

    private String title(ScopeId scope) {
        if (scope.workflow().isEmpty()) {
            return visit.texts().of("space.project");
        }
        Places places = new Places(source, visit);
        String id = scope.workflow().get();
        String workflow = places.title(id);
        return scope.job()
                .map(job -> visit.texts().of("space.job", workflow, places.job(id, job)))
                .orElse(workflow);
    }

    private UsageRow row(String title, String address, Usage usage) {
        return new UsageRow(
                title,
                address,
                visit.texts().bytes(usage.bytes()),
                visit.texts().number(usage.files()),
                visit.texts().number(usage.artifacts()),
                usage.bytes());
    }
}
