package io.jenkins.plugins.artifactscopes.jenkins.agent;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.transfer.PushRequest;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Which files a push takes, as values that travel to where the files are. */
public interface PushChoice extends Serializable {
    /**
     * @param directory the working directory, on this machine
     * @param name in the scope; the root for a choice that brings names of its own
     */
    PushRequest request(Path directory, ArtifactPath name, @Nullable ExpireIn expireIn) throws IOException;

    /** What the console is told while it lasts, such as {@code Pushing dist}. */
    default String doing(ArtifactPath name) {
        return "Pushing " + name;
    }
}
