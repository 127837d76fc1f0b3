package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactPage;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactQuery;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactQuery.Direction;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Finds the artifacts of a scope that a page asks for. In the order in which they were first pushed every artifact can be paged to, at
 * once; for other orders and searches all are looked at, in bounded memory and time.
 */
final class ArtifactSelection {
    private final Catalog catalog;
    private final InstantSource clock;
    private final ArtifactBounds bounds;
    private final Texts texts;

    /** @param clock measures the time that looking takes */
    ArtifactSelection(Catalog catalog, InstantSource clock, ArtifactBounds bounds, Texts texts) {
        this.catalog = catalog;
        this.clock = clock;
        this.bounds = bounds;
        this.texts = texts;
    }

    /**
     * @param artifacts of the page that is asked for
     * @param total how many all its pages have
     * @param note which artifacts were not looked at or cannot be paged to; empty for none
     */
    record Found(List<ArtifactRecord> artifacts, long total, String note) {}

    Found find(ScopeId scope, ListRequest wish, int size) {
        ListRequest request = wish.sortedBy(Column.PUSHED);
        ArtifactQuery query = query(scope);
        long total = catalog.page(query, 0, 0, Direction.NEWEST_FIRST).total();
        if (request.search().isEmpty() && total > bounds.listed() && request.sort() == Column.PUSHED) {
            Direction direction = request.descending() ? Direction.NEWEST_FIRST : Direction.OLDEST_FIRST;
            ArtifactPage page = catalog.page(query, request.offset(), size, direction);
            return new Found(page.artifacts(), page.total(), "");
        }
        int kept = (int) Math.min(request.offset() + size, bounds.listed());
        ArtifactScan scan = new ArtifactScan(catalog, clock, order(request), wanted(request.search()), kept);
        scan.look(query, bounds);
        if (!scan.isComplete() && !request.search().isEmpty()) {
            addByBeginning(scan, scope, request.search());
        }
        return new Found(
                part(scan.first(), request.offset(), size),
                Math.min(scan.found(), bounds.listed()),
                note(request, scan, total));
    }

    private static ArtifactQuery query(ScopeId scope) {
        if (scope.workflow().isEmpty()) {
            return ArtifactQuery.of(scope.project()).in(scope.scope());
        }
        ArtifactQuery run = ArtifactQuery.run(scope.project(), scope.workflow().get());
        return scope.job().map(run::ofJob).orElseGet(() -> run.in(scope.scope()));
    }

    private static Predicate<ArtifactRecord> wanted(String search) {
        if (search.isEmpty()) {
            return artifact -> true;
        }
        String part = search.toLowerCase(Locale.ROOT);
        return artifact -> artifact.name().toLowerCase(Locale.ROOT).contains(part);
    }

    private void addByBeginning(ArtifactScan scan, ScopeId scope, String text) {
        catalog.find(scope, text).ifPresent(scan::addOther);
        catalog.inScope(scope, text, bounds.listed()).stream()
                .takeWhile(artifact -> artifact.name().startsWith(text))
                .forEach(scan::addOther);
    }

    private String note(ListRequest request, ArtifactScan scan, long total) {
        String which = request.search().isEmpty() ? "sorted" : "searched";
        if (!scan.isComplete() && scan.looked() < total) {
            return texts.of(
                    "note." + which,
                    texts.number(scan.looked()),
                    texts.count(total, "artifact"),
                    texts.number(bounds.listed()));
        }
        return scan.found() <= bounds.listed()
                ? ""
                : texts.of("note.first." + which, texts.number(bounds.listed()), texts.number(scan.found()));
    }

    private static Comparator<ArtifactRecord> order(ListRequest request) {
        Comparator<ArtifactRecord> order =
                switch (request.sort() == null ? Column.PUSHED : request.sort()) {
                    case NAME -> Comparator.comparing(ArtifactRecord::name, String.CASE_INSENSITIVE_ORDER);
                    case BYTES -> Comparator.comparingLong(ArtifactRecord::bytes);
                    case FILES -> Comparator.comparingLong(ArtifactRecord::files);
                    case EXPIRES ->
                        Comparator.comparing(artifact -> artifact.expiry().orElse(Instant.MAX));
                    case PUSHED, MODIFIED -> Comparator.comparing(ArtifactRecord::updated);
                };
        Comparator<ArtifactRecord> all = order.thenComparingLong(ArtifactRecord::id);
        return request.descending() ? all.reversed() : all;
    }

    static <T> List<T> part(List<T> all, long offset, int size) {
        int from = (int) Math.min(offset, all.size());
        return all.subList(from, Math.min(all.size(), from + size));
    }
}
