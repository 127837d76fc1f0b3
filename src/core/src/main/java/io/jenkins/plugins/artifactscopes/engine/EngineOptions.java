package io.jenkins.plugins.artifactscopes.engine;

import io.jenkins.plugins.artifactscopes.catalog.Quotas;
import io.jenkins.plugins.artifactscopes.retention.Policies;
import io.jenkins.plugins.artifactscopes.retention.RetentionAudit;
import io.jenkins.plugins.artifactscopes.store.disk.Durability;
import io.jenkins.plugins.artifactscopes.store.disk.ScopeRoots;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What an engine is made of.
 *
 * @param directory for the catalog; not that of a scope
 * @param roots where the scopes lie
 * @param policies what expires when
 * @param quotas who may keep how much
 * @param audit hears of what retention deletes
 */
public record EngineOptions(
        Path directory,
        ScopeRoots roots,
        Policies policies,
        Quotas quotas,
        RetentionAudit audit,
        Clock clock,
        Durability durability) {}
