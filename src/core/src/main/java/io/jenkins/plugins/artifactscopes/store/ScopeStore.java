package io.jenkins.plugins.artifactscopes.store;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the entries and contents of every scope instance. Safe for use by many threads.
 *
 * <p>A reader sees a push whole or not at all, whatever dies when. A scope exists from its first push; before, it is empty.
 */
public interface ScopeStore extends Closeable {
    /**
     * Begins a push, or takes up the unfinished one of the same key, with all that had arrived then. Nothing is visible before
     * {@link ScopePush#commit}.
     *
     * @param key names the push among those of the scope, so that a repetition finds it; 1 to 64 of {@code [0-9a-z]}
     * @throws PushRefused when a push of this key is under way in this process
     */
    ScopePush begin(ScopeId scope, String key) throws IOException;

    /** What the commit of this {@link PushOptions#id} made visible, if it is among the latest 100 of the scope. */
    Optional<PushReceipt> receipt(ScopeId scope, String commitId) throws IOException;

    /**
     * Opens what is at {@code path} and below it, as of now. Later changes, deletions included, are not seen and do not disturb it.
     * It may be empty.
     */
    ScopeTree open(ScopeId scope, ArtifactPath path) throws IOException;

    /** The entry at exactly {@code path}. A directory that only its content implies has none. */
    Optional<Entry> find(ScopeId scope, ArtifactPath path) throws IOException;

    /**
     * Whether one of {@code scopes} has a file of this size, so that its digest is worth computing before it is sent.
     */
    boolean mayKnow(List<ScopeId> scopes, long size) throws IOException;

    /** A file in one of {@code scopes} with this content, as the store verified it when it came in. */
    Optional<Known> known(List<ScopeId> scopes, long size, Digest digest) throws IOException;

    /**
     * Deletes what is at {@code path} and below it, in one step, durably.
     *
     * @param path the root for the whole scope
     * @throws ArtifactNotFound when there is nothing
     */
    Removal delete(ScopeId scope, ArtifactPath path) throws IOException;

    /**
     * Deletes exactly these files and links in one step, durably, if they are still of the push given; others are left alone. An
     * artifact that this leaves with nothing but directories goes too. For retention, which decides by entry.
     */
    Removal delete(ScopeId scope, Iterable<Entry> entries) throws IOException;

    /** Deletes the whole scope with all that it keeps on disk, also where that is damaged. Deleting what does not exist is no error. */
    Removal deleteScope(ScopeId scope) throws IOException;

    /** Copies still-living contents out of mostly dead segments, removes orphans, and gives the space back. */
    Removal compact(ScopeId scope) throws IOException;

    /** A content that the store has.
     *
     * @param scope where it is
     * @param path the file that has it
     */
    record Known(ScopeId scope, ArtifactPath path) {}
}
