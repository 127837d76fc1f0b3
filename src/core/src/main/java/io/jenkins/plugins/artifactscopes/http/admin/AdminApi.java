package io.jenkins.plugins.artifactscopes.http.admin;

import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.http.Authority;
import io.jenkins.plugins.artifactscopes.retention.PolicyPreview;
import io.jenkins.plugins.artifactscopes.retention.PolicySettings;
import io.jenkins.plugins.artifactscopes.retention.SweepResult;
import java.io.IOException;

/**
 * What {@link AdminServlet} is made of.
 *
 * @param documentation the address that errors point to
 */
public record AdminApi(
        Authority authority,
        Catalog catalog,
        PolicySettings settings,
        PolicyPreview previews,
        Sweeping sweeping,
        String documentation) {
    /** Sweeps now, after a sweep that is under way; returns when it is done. */
    @FunctionalInterface
    public interface Sweeping {
        SweepResult sweep() throws IOException;
    }
}
