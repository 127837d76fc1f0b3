package io.jenkins.plugins.artifactscopes.jenkins.http;

import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.http.Answers;
import io.jenkins.plugins.artifactscopes.http.TransferServlet;
import io.jenkins.plugins.artifactscopes.http.download.DownloadServlet;
import io.jenkins.plugins.artifactscopes.http.download.Downloads;
import io.jenkins.plugins.artifactscopes.http.download.Links;
import io.jenkins.plugins.artifactscopes.http.github.GitHubApi;
import io.jenkins.plugins.artifactscopes.http.github.GitHubServlet;
import io.jenkins.plugins.artifactscopes.jenkins.Audit;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.SigningKey;
import io.jenkins.plugins.artifactscopes.jenkins.agent.Grant;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ProjectRetention;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.transfer.PushDesk;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The servlets of core, over the engine of this controller. */
record Servlets(TransferServlet transfers, GitHubServlet github, DownloadServlet downloads) {
    static final String DOCUMENTATION = "docs/REST.md";

    /** How long after it began a push can be gone on with at the address that it was given. */
    private static final Duration PUSH_VALID = Duration.ofHours(12);

    private static final Duration LINK_VALID = Duration.ofMinutes(1);

    static Servlets make() throws IOException {
        ScopeService service = ScopeService.get();
        Clock clock = Clock.systemUTC();
        Downloads downloads = new Downloads(service.store(), clock);
        Links links = new Links(SigningKey.signer("links"), clock, LINK_VALID);
        GitHubApi api = new GitHubApi(
                service.store(),
                service.catalog(),
                new JenkinsRuns(service.runs()),
                new JenkinsAuthority(false),
                links,
                "/" + ScopesAddress.NAME + "/downloads/",
                downloads,
                new ProjectRetention(),
                ScopeService.settings(),
                clock,
                DOCUMENTATION);
        return new Servlets(
                transfers(service.store(), service.catalog(), service.desk(), true, "pushes"),
                new GitHubServlet(api, Optional.empty(), Audit.get()),
                new DownloadServlet(service.catalog(), downloads, links, new Answers(DOCUMENTATION)));
    }

    /**
     * The servlet for transfers with one store.
     *
     * @param jobs whether tokens of jobs are taken
     * @param signed what the addresses are for that it signs
     */
    private static TransferServlet transfers(
            ScopeStore store, Catalog catalog, PushDesk desk, boolean jobs, String signed) {
        return new TransferServlet(
                store,
                catalog,
                Audit.get(),
                desk,
                new JenkinsAuthority(jobs),
                SigningKey.signer(signed),
                Clock.systemUTC(),
                PUSH_VALID,
                DOCUMENTATION);
    }

    /**
     * The servlet for the transfer of an agent. The addresses that it signs are worth nothing in another transfer, nor once this one has
     * ended: they are served below the grant's own address alone.
     */
    static TransferServlet transfer(Grant grant) throws IOException {
        Grant.Place place = grant.place();
        PushDesk desk = place.desk();
        return transfers(
                place.store(),
                place.catalog(),
                desk == null ? ScopeService.get().desk() : desk,
                false,
                "pushes of " + grant.id());
    }
}
