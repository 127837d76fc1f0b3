package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.audit.AuditTrail;
import io.jenkins.plugins.artifactscopes.engine.EngineOptions;
import io.jenkins.plugins.artifactscopes.retention.PolicySettings;
import io.jenkins.plugins.artifactscopes.retention.RetentionAudit;
import io.jenkins.plugins.artifactscopes.store.disk.Durability;
import io.jenkins.plugins.artifactscopes.store.disk.HomeRoots;
import java.io.IOException;
import java.time.Clock;

/** What a home makes of an engine. */
final class HomeEngine {
    private HomeEngine() {}

    /** Bytes of a file of deletions, of which there are five at most. */
    private static final long AUDIT_BYTES = 16 << 20;

    private static final int AUDIT_FULL = 4;

    static AuditTrail audit(Home home) throws IOException {
        return new AuditTrail(home.audit(), AUDIT_BYTES, AUDIT_FULL);
    }

    /** @throws IOException when a policy or {@code quota.json} of the home cannot be read; the message says where */
    static EngineOptions options(Home home, Clock clock) throws IOException {
        return options(home, clock, PolicyFiles.read(home), RetentionAudit.NONE);
    }

    static EngineOptions options(Home home, Clock clock, PolicySettings policies, RetentionAudit audit)
            throws IOException {
        return new EngineOptions(
                home.catalog(),
                new HomeRoots(home.directory()),
                policies,
                new HomeQuotas(QuotaFile.read(home.quota()), policies),
                audit,
                clock,
                Durability.DISK);
    }
}
