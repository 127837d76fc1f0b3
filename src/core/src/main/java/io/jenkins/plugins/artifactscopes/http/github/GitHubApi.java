package io.jenkins.plugins.artifactscopes.http.github;

import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.catalog.Runs;
import io.jenkins.plugins.artifactscopes.http.Authority;
import io.jenkins.plugins.artifactscopes.http.download.Downloads;
import io.jenkins.plugins.artifactscopes.http.download.Links;
import io.jenkins.plugins.artifactscopes.retention.Kept;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import java.time.InstantSource;

/**
 * What {@link GitHubServlet} is made of.
 *
 * @param links to what is downloaded
 * @param downloads where links are served, from the root of the host's own addresses: {@code /artifact-scopes/downloads/}
 * @param content answers with files
 * @param settings how long projects keep things
 * @param kept what does not expire, whatever the rules say
 * @param documentation the address that errors point to
 */
public record GitHubApi(
        ScopeStore store,
        Catalog catalog,
        Runs runs,
        Authority authority,
        Links links,
        String downloads,
        Downloads content,
        RetentionSettings settings,
        Kept kept,
        InstantSource clock,
        String documentation) {
    /** Where nothing is kept but by rules and pins. */
    public GitHubApi(
            ScopeStore store,
            Catalog catalog,
            Runs runs,
            Authority authority,
            Links links,
            String downloads,
            Downloads content,
            RetentionSettings settings,
            InstantSource clock,
            String documentation) {
        this(store, catalog, runs, authority, links, downloads, content, settings, Kept.NOTHING, clock, documentation);
    }
}
