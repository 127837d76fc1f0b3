package io.jenkins.plugins.artifactscopes.jenkins;

import hudson.ExtensionPoint;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/** Makes links that give one stored file to anyone who has them, for a short while. */
public interface DownloadLinks extends ExtensionPoint {
    /**
     * A signed link to a file.
     *
     * @param file where it is in the scope; there is a file
     * @return null where who may ask is not to fetch directly or cannot, or where this controller does not know its own address
     */
    @Nullable
    URL to(ScopeId scope, ArtifactPath file) throws IOException;
}
