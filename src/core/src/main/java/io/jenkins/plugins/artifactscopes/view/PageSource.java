package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.catalog.Runs;
import io.jenkins.plugins.artifactscopes.http.download.Downloads;
import io.jenkins.plugins.artifactscopes.retention.Kept;
import io.jenkins.plugins.artifactscopes.retention.Policies;
import io.jenkins.plugins.artifactscopes.retention.RetentionAudit;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import java.time.InstantSource;

/**
 * What pages are made from.
 *
 * @param names what the host calls workflows and jobs
 * @param policies say why something is kept for as long as it is
 * @param audit hears of what visitors delete
 * @param kept what does not expire, whatever the rules say
 */
public record PageSource(
        ScopeStore store,
        Catalog catalog,
        Runs runs,
        Names names,
        Policies policies,
        Downloads downloads,
        RetentionAudit audit,
        Kept kept,
        InstantSource clock) {}
