package io.jenkins.plugins.artifactscopes.testing;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.PushInfo;
import io.jenkins.plugins.artifactscopes.store.QuotaExceeded;
import io.jenkins.plugins.artifactscopes.store.StoreListener;
import java.time.Instant;
import java.util.Optional;

/** A listener with a quota of bytes and one expiry for all. */
public record FixedListener(long maxBytes, Optional<Instant> expiry) implements StoreListener {
    public static FixedListener generous() {
        return new FixedListener(Long.MAX_VALUE, Optional.empty());
    }

    @Override
    public Change begin(ScopeId scope, PushInfo push) {
        return new Change() {
            @Override
            public void created(String artifact, long id) {}

            @Override
            public void put(Entry entry) {}

            @Override
            public void removed(Entry entry) {}

            @Override
            public void done() {}
        };
    }

    @Override
    public void forget(ScopeId scope) {}

    @Override
    public void admit(ScopeId scope, long bytes, long files) throws QuotaExceeded {
        if (bytes > maxBytes) {
            throw new QuotaExceeded(scope + " may have " + maxBytes + " bytes; this push has " + bytes);
        }
    }

    @Override
    public Optional<Instant> expires(ScopeId scope, Entry entry) {
        return expiry;
    }
}
