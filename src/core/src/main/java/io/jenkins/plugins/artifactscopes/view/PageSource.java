package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.catalog.Runs;
import io.jenkins.plugins.artifactscopes.http.download.Downloads;
import io.jenkins.plugins.artifactscopes.retention.RetentionAudit;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import java.time.InstantSource;

/**
 * What pages are made from.
 *
 * @param audit hears of what visitors delete
 */
public record PageSource(
        ScopeStore store, Catalog catalog, Runs runs, Downloads downloads, RetentionAudit audit, InstantSource clock) {
    public PageSource(ScopeStore store, Catalog catalog, Runs runs, Downloads downloads, InstantSource clock) {
        this(store, catalog, runs, downloads, RetentionAudit.NONE, clock);
    }
}
