package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.PushOptions;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import org.jspecify.annotations.Nullable;

/**
 * What a push was opened with.
 *
 * @param scope where it goes
 * @param holder who pushes: contents that it can read need not be sent
 * @param by who pushes, for people to read
 * @param destination the name in the scope, never the root
 * @param overwrite what to do about files of the same name
 * @param expireIn how long it is wanted, or null
 */
public record PushTerms(
        ScopeId scope,
        Holder holder,
        String by,
        ArtifactPath destination,
        Overwrite overwrite,
        @Nullable ExpireIn expireIn) {
    public PushTerms {
        if (destination.isRoot()) {
            throw new IllegalArgumentException(
                    "A push needs a name in the scope: give a destination such as dist, not '.'.");
        }
    }

    PushOptions options() {
        return new PushOptions(overwrite, by, expireIn);
    }
}
