package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.Removal;
import java.io.IOException;

/** One scope instance, seen from where the files are: in the process of the store, or over a wire. */
public interface ScopeAccess {
    PushReport push(PushRequest request, Progress progress) throws IOException;

    PullReport pull(PullRequest request, Progress progress) throws IOException;

    /** Deletes what is at {@code path} and below. */
    Removal yank(ArtifactPath path) throws IOException;

    /** Tells {@code listing} of everything at {@code path} and below, in order. */
    void list(ArtifactPath path, Listing listing) throws IOException;

    /** Hears of entries. */
    @FunctionalInterface
    interface Listing {
        void entry(ListedEntry entry) throws IOException;
    }
}
