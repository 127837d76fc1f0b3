package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.engine.EngineOptions;
import io.jenkins.plugins.artifactscopes.retention.RetentionAudit;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicy;
import io.jenkins.plugins.artifactscopes.retention.RetentionPolicyJson;
import io.jenkins.plugins.artifactscopes.store.disk.Durability;
import io.jenkins.plugins.artifactscopes.store.disk.HomeRoots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** What a home makes of an engine. */
final class HomeEngine {
    private HomeEngine() {}

    /** @throws IOException when the home's {@code retention.json} or {@code quota.json} cannot be read; the message says where */
    static EngineOptions options(Home home, Clock clock) throws IOException {
        return options(home, clock, policies(home));
    }

    static ProjectPolicies policies(Home home) throws IOException {
        return ProjectPolicies.read(retention(home.retention()), home.retentionDays());
    }

    static EngineOptions options(Home home, Clock clock, ProjectPolicies policies) throws IOException {
        return new EngineOptions(
                home.catalog(),
                new HomeRoots(home.directory()),
                policies,
                QuotaFile.read(home.quota()),
                RetentionAudit.NONE,
                clock,
                Durability.DISK);
    }

    private static RetentionPolicy retention(Path file) throws IOException {
        if (Files.notExists(file)) {
            return RetentionPolicy.NONE;
        }
        try {
            return RetentionPolicyJson.parse(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is no retention policy. " + e.getMessage(), e);
        }
    }
}
