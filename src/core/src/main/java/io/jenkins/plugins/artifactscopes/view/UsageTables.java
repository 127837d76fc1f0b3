package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.catalog.ScopeUsage;
import io.jenkins.plugins.artifactscopes.catalog.Usage;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.transfer.Amount;
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
                Amount.bytes(all.bytes()),
                Amount.count(all.files(), "file"),
                Amount.count(all.artifacts(), "artifact"),
                UsageTrend.of(
                        "the project",
                        source.catalog().history().points(visit.project()),
                        kind -> usage(kind).bytes(),
                        source.clock().instant()),
                List.of(
                        row("Project scope", "", usage(Scope.PROJECT)),
                        row("Workflow scopes", "", usage(Scope.WORKFLOW)),
                        row("Job scopes", "", usage(Scope.JOB))),
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
            return "Project scope";
        }
        String workflow = new Places(source, visit).title(scope.workflow().get());
        return scope.job().map(job -> workflow + ", job " + ShownName.of(job)).orElse(workflow);
    }

    private static UsageRow row(String title, String address, Usage usage) {
        return new UsageRow(
                title,
                address,
                Amount.bytes(usage.bytes()),
                FileRows.number(usage.files()),
                FileRows.number(usage.artifacts()),
                usage.bytes());
    }
}
