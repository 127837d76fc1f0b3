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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps a push of the store open between the requests of one transfer, for a minute, and lets one request at a time work on it. */
final class OpenPushes implements Closeable {
    private static final Duration IDLE = Duration.ofMinutes(1);

    /** Each holds a file and buffers; a push that is closed before its minute is over is opened again when its next request comes. */
    private static final int MAX_IDLE = 64;

    private final ScopeStore store;
    private final Clock clock;
    private final Map<String, Lease> leases = new LinkedHashMap<>();

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
        // The longest idle are in front.
        leases.remove(lease.key);
        leases.put(lease.key, lease);
    }

    private void closeIdle() throws IOException {
        close(takeIdle(clock.instant().minus(IDLE)));
    }

    /** They are kept from others until they are closed. */
    private void close(List<Lease> idle) throws IOException {
        @Nullable IOException failure = null;
        for (Lease lease : idle) {
            try {
                lease.push().close();
            } catch (IOException e) {
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            } finally {
                forget(lease);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Those that wait for a request since before, and the longest waiting of too many. */
    private synchronized List<Lease> takeIdle(Instant before) {
        List<Lease> idle = leases.values().stream().filter(lease -> !lease.busy).toList();
        int surplus = Math.max(0, idle.size() - MAX_IDLE);
        List<Lease> taken = new ArrayList<>();
        for (Lease lease : idle) {
            if (taken.size() < surplus || !lease.since.isAfter(before)) {
                lease.busy = true;
                taken.add(lease);
            }
        }
        return taken;
    }

    /** Closes those that no request works on; the others are closed by the end of their request. */
    @Override
    public void close() throws IOException {
        close(takeIdle(Instant.MAX));
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

        /** The next request goes on with it. */
        void goOn() {
            over = false;
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
