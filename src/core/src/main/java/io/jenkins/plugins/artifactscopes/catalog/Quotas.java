package io.jenkins.plugins.artifactscopes.catalog;

/** Who may keep how much. Quick, and safe for use by many threads. */
@FunctionalInterface
public interface Quotas {
    Quotas NONE = project -> Quota.UNLIMITED;

    Quota of(String project);
}
