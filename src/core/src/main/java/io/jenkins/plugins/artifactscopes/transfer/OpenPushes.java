package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ScopePush;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps a push of the store open between the requests of one transfer, for a minute, and lets one request at a time work on it. */
final class OpenPushes implements Closeable {
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final ScopeStore store;
    private final Clock clock;
    private final Map<String, Lease> leases = new HashMap<>();

    OpenPushes(ScopeStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @throws PushBusy when another request has it */
    Lease take(ScopeId scope, String key) throws IOException {
        closeIdle();
        Lease lease = reserve(key);
        if (lease.push == null) {
            try {
                lease.push = store.begin(scope, key);
            } catch (IOException | RuntimeException e) {
                forget(lease);
                throw e;
            }
        }
        return lease;
    }

    private synchronized Lease reserve(String key) throws PushBusy {
        Lease lease = leases.computeIfAbsent(key, Lease::new);
        if (lease.busy) {
            throw new PushBusy();
        }
        lease.busy = true;
        return lease;
    }

    private synchronized void forget(Lease lease) {
        leases.remove(lease.key, lease);
    }

    private synchronized void giveBack(Lease lease) {
        lease.busy = false;
        lease.since = clock.instant();
    }

    private void closeIdle() throws IOException {
        for (Lease lease : takeIdle(clock.instant().minus(IDLE))) {
            lease.push().close();
        }
    }

    private synchronized List<Lease> takeIdle(Instant before) {
        List<Lease> idle = new ArrayList<>();
        for (Iterator<Lease> all = leases.values().iterator(); all.hasNext(); ) {
            Lease lease = all.next();
            if (!lease.busy && !lease.since.isAfter(before)) {
                all.remove();
                idle.add(lease);
            }
        }
        return idle;
    }

    /** Closes those that no request works on; the others are closed by the end of their request. */
    @Override
    public void close() throws IOException {
        for (Lease lease : takeIdle(Instant.MAX)) {
            lease.push().close();
        }
    }

    /** One request's turn. Closing it gives the push back for the next request, unless it is at its end. */
    final class Lease implements Closeable {
        private final String key;
        private @Nullable ScopePush push;
        private boolean busy;
        private boolean over;
        private Instant since = Instant.MIN;

        private Lease(String key) {
            this.key = key;
        }

        ScopePush push() {
            if (push == null) {
                throw new IllegalStateException("The push is not open");
            }
            return push;
        }

        /** The push was committed or given up, or is best begun anew. */
        void end() {
            over = true;
        }

        @Override
        public void close() throws IOException {
            if (!over) {
                giveBack(this);
                return;
            }
            try {
                push().close();
            } finally {
                forget(this);
            }
        }
    }
}
