package io.jenkins.plugins.artifactscopes.jenkins.http;

import io.jenkins.plugins.artifactscopes.http.Answers;
import io.jenkins.plugins.artifactscopes.http.Authority;
import io.jenkins.plugins.artifactscopes.http.TransferServlet;
import io.jenkins.plugins.artifactscopes.http.download.DownloadServlet;
import io.jenkins.plugins.artifactscopes.http.download.Downloads;
import io.jenkins.plugins.artifactscopes.http.download.Links;
import io.jenkins.plugins.artifactscopes.http.github.GitHubApi;
import io.jenkins.plugins.artifactscopes.http.github.GitHubServlet;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.SigningKey;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ProjectRetention;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/** The servlets of core, over the engine of this controller. */
record Servlets(TransferServlet transfers, GitHubServlet github, DownloadServlet downloads) {
    static final String DOCUMENTATION = "docs/REST.md";

    /** How long after it began a push can be gone on with at the address that it was given. */
    private static final Duration PUSH_VALID = Duration.ofHours(12);

    private static final Duration LINK_VALID = Duration.ofMinutes(1);

    static Servlets make() throws IOException {
        ScopeService service = ScopeService.get();
        Clock clock = Clock.systemUTC();
        Authority authority = new JenkinsAuthority();
        Downloads downloads = new Downloads(service.store(), clock);
        Links links = new Links(SigningKey.signer("links"), clock, LINK_VALID);
        GitHubApi api = new GitHubApi(
                service.store(),
                service.catalog(),
                new JenkinsRuns(service.runs()),
                authority,
                links,
                "/" + ScopesAddress.NAME + "/downloads/",
                downloads,
                new ProjectRetention(),
                clock,
                DOCUMENTATION);
        return new Servlets(
                new TransferServlet(
                        service.store(),
                        service.catalog(),
                        service.desk(),
                        authority,
                        SigningKey.signer("pushes"),
                        clock,
                        PUSH_VALID,
                        DOCUMENTATION),
                new GitHubServlet(api),
                new DownloadServlet(service.catalog(), downloads, links, new Answers(DOCUMENTATION)));
    }
}
