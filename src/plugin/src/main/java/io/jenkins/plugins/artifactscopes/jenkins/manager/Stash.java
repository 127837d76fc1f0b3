package io.jenkins.plugins.artifactscopes.jenkins.manager;

import io.jenkins.plugins.artifactscopes.jenkins.agent.StashChoice;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.TreeLookup;

/**
 * A stash that is there.
 *
 * @param attempt its directory in the scope
 * @param hasFiles whether it is not empty
 */
record Stash(ArtifactPath attempt, boolean hasFiles) {
    static Stash of(ArtifactPath attempt, TreeLookup lookup) {
        return new Stash(attempt, lookup.find(files(attempt)).isPresent());
    }

    private static ArtifactPath files(ArtifactPath attempt) {
        return attempt.child(StashChoice.FILES);
    }

    /** The directory of its files, if it has some. */
    ArtifactPath files() {
        return files(attempt);
    }
}
