package io.jenkins.plugins.artifactscopes.jenkins.administration;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.catalog.Quota;
import io.jenkins.plugins.artifactscopes.catalog.Quotas;
import io.jenkins.plugins.artifactscopes.catalog.Usage;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Projects that have used 90 % of their quota: soon their pushes will be refused. */
@Extension
public final class QuotaMonitor extends Dismissible {
    private static final double NEARLY_FULL = 0.9;
    private static final int MOST = 50;

    private final Set<String> dismissed = new HashSet<>();
    private List<SpaceRow> full = List.of();

    static QuotaMonitor get() {
        return ExtensionList.lookupSingleton(QuotaMonitor.class);
    }

    @Override
    public String getDisplayName() {
        return Messages.QuotaMonitor_displayName();
    }

    /** Looks at every project whose quota can be read. One that has room again is warned of again when it has not. */
    synchronized void look(Catalog catalog) {
        Quotas quotas = ScopeService.settings().quotas();
        List<SpaceRow> found = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String project : catalog.allProjects()) {
            Usage usage = catalog.usage(project);
            Quota quota = SpaceTable.quota(quotas, project).orElse(Quota.UNLIMITED);
            if (SpaceTable.fullness(usage, quota) >= NEARLY_FULL) {
                names.add(project);
                if (!dismissed.contains(project) && found.size() < MOST) {
                    found.add(new SpaceRow(project, usage, SpaceTable.share(usage, quota)));
                }
            }
        }
        dismissed.retainAll(names);
        full = List.copyOf(found);
    }

    @Override
    public synchronized boolean isActivated() {
        return !full.isEmpty();
    }

    public synchronized List<SpaceRow> getFull() {
        return full;
    }

    @Override
    synchronized void dismiss() {
        full.forEach(row -> dismissed.add(row.getName()));
        full = List.of();
    }
}
