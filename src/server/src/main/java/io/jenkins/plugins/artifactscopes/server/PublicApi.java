package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.engine.Engine;
import io.jenkins.plugins.artifactscopes.http.Answers;
import io.jenkins.plugins.artifactscopes.http.Authority;
import io.jenkins.plugins.artifactscopes.http.Signer;
import io.jenkins.plugins.artifactscopes.http.download.DownloadServlet;
import io.jenkins.plugins.artifactscopes.http.download.Downloads;
import io.jenkins.plugins.artifactscopes.http.download.Links;
import io.jenkins.plugins.artifactscopes.http.github.GitHubApi;
import io.jenkins.plugins.artifactscopes.http.github.GitHubServlet;
import io.jenkins.plugins.artifactscopes.http.github.RetentionSettings;
import io.jenkins.plugins.artifactscopes.server.pages.Pages;
import io.jenkins.plugins.artifactscopes.view.PageSource;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** The interface for public clients, and the links that it gives them. */
final class PublicApi {
    private static final String DOWNLOADS = "/artifact-scopes/downloads/";
    private static final String DOCUMENTATION = "/docs/REST.md";

    /** How long a link can be followed. */
    private static final Duration LINK_VALID = Duration.ofMinutes(1);

    private PublicApi() {}

    /** The servlets by path. */
    static Map<String, Servlet> servlets(
            Engine engine, Authority authority, Signer signer, RetentionSettings settings, Clock clock) {
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
                settings,
                clock,
                DOCUMENTATION);
        return Map.of(
                "/repos/*",
                new GitHubServlet(api),
                "/api/v3/repos/*",
                new GitHubServlet(api),
                DOWNLOADS + "*",
                new DownloadServlet(engine.catalog(), downloads, links, new Answers(DOCUMENTATION)));
    }

    /** The pages for people, by path. */
    static Map<String, Servlet> pages(Engine engine, Authority authority, Signer signer, Clock clock)
            throws IOException {
        PageSource source = new PageSource(
                engine.store(), engine.catalog(), engine.runs(), new Downloads(engine.store(), clock), clock);
        return Pages.servlets(source, authority, signer, new Links(signer, clock, LINK_VALID), DOWNLOADS);
    }
}
