package io.jenkins.plugins.artifactscopes.jenkins.http;

import hudson.Extension;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.http.download.Links;
import io.jenkins.plugins.artifactscopes.http.download.Links.Form;
import io.jenkins.plugins.artifactscopes.http.download.Links.Presentation;
import io.jenkins.plugins.artifactscopes.http.download.Links.Target;
import io.jenkins.plugins.artifactscopes.jenkins.DownloadLinks;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import io.jenkins.plugins.artifactscopes.jenkins.SigningKey;
import io.jenkins.plugins.artifactscopes.jenkins.agent.ReachingAgents;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ArtifactScopesConfiguration;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.Stapler;

/**
 * Links for agents, which fetch single files so without passing them over their own connection. Whoever is given one has no other way to the
 * file; so none is given while an agent may ask that does not reach Jenkins by its address, nor to the built-in node. Nor where a browser asks:
 * it would be sent away from the page's address, and what a report links to beside itself would not be found.
 */
@Extension
public final class SignedDownloadLinks implements DownloadLinks {
    private static final Duration VALID = Duration.ofMinutes(10);

    @Override
    public @Nullable URL to(ScopeId scope, ArtifactPath file) throws IOException {
        Optional<String> address = ArtifactScopesConfiguration.get().agentAddress();
        Optional<ArtifactRecord> artifact = ScopeService.get().catalog().find(scope, file.artifact());
        if (Stapler.getCurrentRequest2() != null
                || address.isEmpty()
                || artifact.isEmpty()
                || !ReachingAgents.get()
                        .allReach(address.get(), Fetchers.of(scope).computers())) {
            return null;
        }
        Target target = new Target(Form.FILE, artifact.get().id(), file, Presentation.ATTACHMENT);
        Links links = new Links(SigningKey.signer("links"), Clock.systemUTC(), VALID);
        return URI.create(address.get() + ScopesAddress.NAME + "/downloads/" + links.to(target))
                .toURL();
    }
}
