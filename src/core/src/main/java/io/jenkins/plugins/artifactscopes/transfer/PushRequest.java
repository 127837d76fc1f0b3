package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.Origin;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A push as its author wrote it.
 *
 * @param source the file or directory on this machine
 * @param destination its name in the scope; the root for chosen files only
 * @param filter which files of a directory
 * @param overwrite what to do about files of the same name
 * @param expireIn how long it is wanted, or null to leave that to the policy
 * @param allowEmpty whether a directory without any file is pushed rather than refused
 * @param origin what the run was built from, as far as it is known
 * @param chosen which files below the source and under which names; null for the source as it is
 */
public record PushRequest(
        Path source,
        ArtifactPath destination,
        PathFilter filter,
        Overwrite overwrite,
        @Nullable ExpireIn expireIn,
        boolean allowEmpty,
        Origin origin,
        @Nullable ChosenFiles chosen) {
    public PushRequest {
        if (chosen == null && destination.isRoot()) {
            throw new IllegalArgumentException(
                    "A push needs a name in the scope: give a destination such as dist, not '.'.");
        }
    }

    public PushRequest(
            Path source,
            ArtifactPath destination,
            PathFilter filter,
            Overwrite overwrite,
            @Nullable ExpireIn expireIn,
            boolean allowEmpty) {
        this(source, destination, filter, overwrite, expireIn, allowEmpty, Origin.NONE, null);
    }

    /** @throws TransferFailed when there is nothing that can be read */
    PushSource open() throws IOException {
        return chosen == null ? PushSource.Tree.open(source, filter) : PushSource.Chosen.open(source, chosen);
    }
}
