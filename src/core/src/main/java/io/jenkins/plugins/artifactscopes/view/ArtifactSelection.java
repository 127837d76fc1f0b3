package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactPage;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactQuery;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactQuery.Direction;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds the artifacts of a scope that a page asks for, with a bound on what is looked at, however many there are. In the order in which
 * they were first pushed every artifact can be paged to; other orders and searches reach the newest ones, and names by their beginning.
 */
final class ArtifactSelection {
    /** How many artifacts are sorted or searched at most. */
    static final int BOUND = 10_000;

    private final Catalog catalog;
    private final int bound;
    private final Texts texts;

    ArtifactSelection(Catalog catalog, int bound, Texts texts) {
        this.catalog = catalog;
        this.bound = bound;
        this.texts = texts;
    }

    /**
     * @param artifacts of the page that is asked for
     * @param total how many all its pages have
     * @param note which artifacts were not looked at; empty for none
     */
    record Found(List<ArtifactRecord> artifacts, long total, String note) {}

    Found find(ScopeId scope, ListRequest wish, int size) {
        ListRequest request = wish.sortedBy(Column.PUSHED);
        ArtifactQuery query = query(scope);
        long total = catalog.page(query, 0, 0, Direction.NEWEST_FIRST).total();
        if (request.search().isEmpty() && total > bound && request.sort() == Column.PUSHED) {
            Direction direction = request.descending() ? Direction.NEWEST_FIRST : Direction.OLDEST_FIRST;
            ArtifactPage page = catalog.page(query, request.offset(), size, direction);
            return new Found(page.artifacts(), page.total(), "");
        }
        List<ArtifactRecord> artifacts = new ArrayList<>(
                catalog.page(query, 0, bound, Direction.NEWEST_FIRST).artifacts());
        if (!request.search().isEmpty()) {
            artifacts = search(scope, artifacts, request.search(), total > bound);
        }
        artifacts.sort(order(request));
        return new Found(
                part(artifacts, request.offset(), size), artifacts.size(), total > bound ? note(request, total) : "");
    }

    private static ArtifactQuery query(ScopeId scope) {
        if (scope.workflow().isEmpty()) {
            return ArtifactQuery.of(scope.project()).in(scope.scope());
        }
        ArtifactQuery run = ArtifactQuery.run(scope.project(), scope.workflow().get());
        return scope.job().map(run::ofJob).orElseGet(() -> run.in(scope.scope()));
    }

    private List<ArtifactRecord> search(ScopeId scope, List<ArtifactRecord> newest, String text, boolean more) {
        String wanted = text.toLowerCase(Locale.ROOT);
        Map<Long, ArtifactRecord> found = new LinkedHashMap<>();
        newest.stream()
                .filter(artifact -> artifact.name().toLowerCase(Locale.ROOT).contains(wanted))
                .forEach(artifact -> found.put(artifact.id(), artifact));
        if (more) {
            catalog.find(scope, text).ifPresent(artifact -> found.put(artifact.id(), artifact));
            catalog.inScope(scope, text, bound).stream()
                    .takeWhile(artifact -> artifact.name().startsWith(text))
                    .forEach(artifact -> found.put(artifact.id(), artifact));
        }
        return new ArrayList<>(found.values());
    }

    private String note(ListRequest request, long total) {
        return texts.of(
                request.search().isEmpty() ? "note.sorted" : "note.searched",
                texts.number(bound),
                texts.count(total, "artifact"));
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
