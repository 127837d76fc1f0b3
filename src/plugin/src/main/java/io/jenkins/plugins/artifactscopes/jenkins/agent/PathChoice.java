package io.jenkins.plugins.artifactscopes.jenkins.agent;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.Selector;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.transfer.LocalNames;
import io.jenkins.plugins.artifactscopes.transfer.PathFilter;
import io.jenkins.plugins.artifactscopes.transfer.PullRequest;
import io.jenkins.plugins.artifactscopes.transfer.PushRequest;
import io.jenkins.plugins.artifactscopes.transfer.TransferFailed;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which files a step means, as texts, because it travels to the agent; they were checked before.
 *
 * @param path below the working directory for a push, in the scope for a pull
 * @param destination in the scope for a push, below the working directory for a pull
 */
public record PathChoice(
        String path, String destination, String includes, String excludes, boolean force, boolean allowEmpty)
        implements PushChoice {
    private static final long serialVersionUID = 1;

    ArtifactPath inScope() {
        return ArtifactPath.parse(path);
    }

    PathFilter filter() {
        return new PathFilter(Selector.list(includes), Selector.list(excludes));
    }

    private Overwrite overwrite() {
        return force ? Overwrite.REPLACE : Overwrite.REFUSE;
    }

    @Override
    public PushRequest request(Path directory, ArtifactPath name, @Nullable ExpireIn expireIn) throws TransferFailed {
        Path source = LocalNames.below(directory, ArtifactPath.parse(path));
        return new PushRequest(source, name, filter(), overwrite(), expireIn, allowEmpty);
    }

    /** @throws TransferFailed for a destination that this machine cannot have, or would find elsewhere */
    PullRequest pull(Path directory) throws TransferFailed {
        Path target = LocalNames.below(directory, ArtifactPath.parse(destination));
        return new PullRequest(inScope(), target, filter(), overwrite());
    }
}
