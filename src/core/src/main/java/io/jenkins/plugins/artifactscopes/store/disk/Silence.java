package io.jenkins.plugins.artifactscopes.store.disk;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.store.StoreListener;
import java.time.Instant;
import java.util.Optional;

/** A listener for those who read a journal for themselves alone. */
final class Silence implements StoreListener {
    private static final Change NOTHING = new Change() {
        @Override
        public void created(String artifact, long id) {
            // Nobody asks.
        }

        @Override
        public void put(Entry entry) {
            // Nobody asks.
        }

        @Override
        public void removed(Entry entry) {
            // Nobody asks.
        }

        @Override
        public void done() {
            // Nobody asks.
        }
    };

    @Override
    public Change begin(ScopeId scope, PushInfo push) {
        return NOTHING;
    }

    @Override
    public void forget(ScopeId scope) {
        // Nothing was remembered.
    }

    @Override
    public void admit(ScopeId scope, long bytes, long files) {
        // Nothing is pushed.
    }

    @Override
    public Optional<Instant> expires(ScopeId scope, Entry entry) {
        return Optional.empty();
    }
}
