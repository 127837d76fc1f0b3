package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.engine.Engine;
import io.jenkins.plugins.artifactscopes.http.Answers;
import io.jenkins.plugins.artifactscopes.http.Authority;
import io.jenkins.plugins.artifactscopes.http.Signer;
import io.jenkins.plugins.artifactscopes.http.admin.AdminApi;
import io.jenkins.plugins.artifactscopes.http.admin.AdminServlet;
import io.jenkins.plugins.artifactscopes.http.download.DownloadServlet;
import io.jenkins.plugins.artifactscopes.http.download.Downloads;
import io.jenkins.plugins.artifactscopes.http.download.Links;
import io.jenkins.plugins.artifactscopes.http.github.GitHubApi;
import io.jenkins.plugins.artifactscopes.http.github.GitHubServlet;
import io.jenkins.plugins.artifactscopes.retention.Kept;
import io.jenkins.plugins.artifactscopes.retention.PolicyPreview;
import io.jenkins.plugins.artifactscopes.retention.PolicySettings;
import io.jenkins.plugins.artifactscopes.retention.RetentionAudit;
import io.jenkins.plugins.artifactscopes.server.pages.Pages;
import io.jenkins.plugins.artifactscopes.view.Names;
import io.jenkins.plugins.artifactscopes.view.PageSource;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The interface for public clients, and the links that it gives them. */
final class PublicApi {
    private static final String DOWNLOADS = "/artifact-scopes/downloads/";
    private static final String ADMIN = "/artifact-scopes/v1/admin/*";
    private static final String METRICS = "/metrics";
    private static final String DOCUMENTATION = "/docs/REST.md";

    /** How long a link can be followed. */
    private static final Duration LINK_VALID = Duration.ofMinutes(1);

    private PublicApi() {}

    /** The servlets by path. */
    static Map<String, Servlet> servlets(
            Engine engine,
            Authority authority,
            Signer signer,
            PolicySettings policies,
            RetentionAudit audit,
            Clock clock) {
        Downloads downloads = new Downloads(engine.store(), clock, new MappedSender());
        Links links = new Links(signer, clock, LINK_VALID);
        GitHubApi api = new GitHubApi(
                engine.store(),
                engine.catalog(),
                engine.runs(),
                authority,
                links,
                DOWNLOADS,
                downloads,
                new DaySettings(policies),
                clock,
                DOCUMENTATION);
        return Map.of(
                "/repos/*",
                new GitHubServlet(api, Optional.of(policies), audit),
                "/api/v3/repos/*",
                new GitHubServlet(api, Optional.of(policies), audit),
                DOWNLOADS + "*",
                new DownloadServlet(engine.catalog(), downloads, links, new Answers(DOCUMENTATION)));
    }

    /** What is for administrators. */
    static Map<String, Servlet> admin(
            Engine engine,
            Authority authority,
            PolicySettings policies,
            Sweeper sweeper,
            MetricsServlet metrics,
            Clock clock) {
        PolicyPreview previews = new PolicyPreview(engine.store(), engine.catalog(), policies, clock);
        AdminApi api = new AdminApi(authority, engine.catalog(), policies, previews, sweeper, DOCUMENTATION);
        return Map.of(ADMIN, new AdminServlet(api), METRICS, metrics);
    }

    /** The pages for people, by path. */
    static Map<String, Servlet> pages(
            Engine engine,
            Authority authority,
            Signer signer,
            PolicySettings policies,
            RetentionAudit audit,
            Clock clock)
            throws IOException {
        PageSource source = new PageSource(
                engine.store(),
                engine.catalog(),
                engine.runs(),
                Names.of(engine.runs()),
                policies,
                new Downloads(engine.store(), clock, new MappedSender()),
                audit,
                Kept.NOTHING,
                clock);
        return Pages.servlets(source, authority, signer, new Links(signer, clock, LINK_VALID), DOWNLOADS);
    }
}
