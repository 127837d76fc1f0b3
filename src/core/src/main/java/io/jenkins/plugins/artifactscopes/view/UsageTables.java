package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.catalog.ScopeUsage;
import io.jenkins.plugins.artifactscopes.catalog.Usage;
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
        Usage own = source.catalog().usage(ScopeId.project(visit.project()));
        Usage rest = new Usage(all.bytes() - own.bytes(), all.files() - own.files(), all.artifacts() - own.artifacts());
        return new UsageTable(
                visit.texts().bytes(all.bytes()),
                visit.texts().count(all.files(), "file"),
                visit.texts().count(all.artifacts(), "artifact"),
                List.of(
                        row(visit.texts().of("space.project"), "", own),
                        row(visit.texts().of("space.workflows"), "", rest)),
                source.catalog().biggest(visit.project(), BIGGEST).stream()
                        .map(this::row)
                        .toList());
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
