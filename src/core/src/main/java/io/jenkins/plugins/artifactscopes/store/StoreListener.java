package io.jenkins.plugins.artifactscopes.store;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.time.Instant;
import java.util.Optional;

/** Hears of every change once it is durable, and has a say before a push. Called under the lock of the scope; calls back nothing. */
public interface StoreListener {
    /**
     * Begins to hear of one commit.
     *
     * @param push the push, or for a deletion a commit that brings nothing
     */
    Change begin(ScopeId scope, PushInfo push);

    /**
     * A scope went as a whole, or is about to be told anew from the beginning because its journal was replaced.
     */
    void forget(ScopeId scope);

    /**
     * Refuses a push that would exceed the quota; asked before anything is sent, and again at the commit.
     *
     * @param bytes how many bytes of content the push adds
     * @param files how many files the push adds
     * @throws QuotaExceeded to refuse
     */
    void admit(ScopeId scope, long bytes, long files) throws QuotaExceeded;

    /** Hears what a pusher tells of its run, before a push that is about to be committed. */
    default void told(ScopeId scope, Origin origin) {
        // Not everybody keeps it.
    }

    /** The expiry that the entry is going to have. */
    Optional<Instant> expires(ScopeId scope, Entry entry);

    /** One commit, entry by entry. */
    interface Change {
        /** Before its first entry: the commit creates an artifact, with this id. */
        void created(String artifact, long id);

        void put(Entry entry);

        void removed(Entry entry);

        /** After the last entry. */
        void done();
    }
}
