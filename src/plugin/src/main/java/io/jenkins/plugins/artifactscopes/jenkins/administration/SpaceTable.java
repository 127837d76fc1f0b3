package io.jenkins.plugins.artifactscopes.jenkins.administration;

import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.catalog.Quota;
import io.jenkins.plugins.artifactscopes.catalog.Quotas;
import io.jenkins.plugins.artifactscopes.catalog.ScopeUsage;
import io.jenkins.plugins.artifactscopes.catalog.Usage;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PriorityQueue;

/** Who holds how much, the biggest first. Keeps no more projects in memory than are shown. */
final class SpaceTable {
    static final int SHOWN = 100;

    private final Catalog catalog;
    private final Quotas quotas;
    private final Viewer viewer;

    SpaceTable(Catalog catalog, Quotas quotas, Viewer viewer) {
        this.catalog = catalog;
        this.quotas = quotas;
        this.viewer = viewer;
    }

    /** What all scopes of each kind hold. */
    List<SpaceRow> kinds() {
        List<SpaceRow> rows = new ArrayList<>();
        for (Scope kind : Scope.values()) {
            rows.add(new SpaceRow(kind.word(), catalog.usage(kind), ""));
        }
        return rows;
    }

    /** The biggest projects. One that the viewer may not see has no name. */
    List<SpaceRow> projects() {
        PriorityQueue<Sized> biggest = new PriorityQueue<>(Comparator.comparingLong(one -> one.usage.bytes()));
        for (String project : catalog.allProjects()) {
            biggest.add(new Sized(project, catalog.usage(project)));
            if (biggest.size() > SHOWN) {
                biggest.remove();
            }
        }
        return biggest.stream()
                .sorted(Comparator.comparing((Sized one) -> one.usage.bytes())
                        .reversed()
                        .thenComparing(Sized::project))
                .map(one -> new SpaceRow(viewer.sees(one.project) ? one.project : "", one.usage, share(one)))
                .toList();
    }

    private record Sized(String project, Usage usage) {}

    /** Of the biggest scopes of a project those that the viewer may read. */
    List<SpaceRow> scopes(String project) {
        return catalog.biggest(project, SHOWN).stream()
                .filter(one -> viewer.mayRead(one.scope()))
                .map(SpaceTable::row)
                .toList();
    }

    private static SpaceRow row(ScopeUsage one) {
        return new SpaceRow(one.scope().toString(), one.usage(), "");
    }

    private String share(Sized one) {
        return quota(quotas, one.project)
                .map(quota -> share(one.usage, quota))
                .orElseGet(Messages::SpaceTable_unreadable);
    }

    /** Empty where it cannot be read: somebody wrote into a file what no form takes, which is no reason to say nothing of the others. */
    static Optional<Quota> quota(Quotas quotas, String project) {
        try {
            return Optional.of(quotas.of(project));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The fuller of the two quotas. */
    static String share(Usage usage, Quota quota) {
        double share = fullness(usage, quota);
        return share < 0 ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    /** 1 for full; negative where there is no quota. */
    static double fullness(Usage usage, Quota quota) {
        double bytes = quota.bytes() == Long.MAX_VALUE ? -1 : usage.bytes() / Math.max(1.0, quota.bytes());
        double files = quota.files() == Long.MAX_VALUE ? -1 : usage.files() / Math.max(1.0, quota.files());
        return Math.max(bytes, files);
    }
}
