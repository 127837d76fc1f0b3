package io.jenkins.plugins.artifactscopes.jenkins.agent;

import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.path.Selector;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.PushRefused;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.transfer.PathFilter;
import io.jenkins.plugins.artifactscopes.transfer.PushDesk;
import io.jenkins.plugins.artifactscopes.transfer.PushTerms;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One push or pull that an agent may do over HTTP, until it is revoked: when its step ends, or goes on over the agent's own connection. */
public final class Grant {
    private final String id;
    private final Place place;
    private final ScopeId scope;
    private final @Nullable PushTerms push;
    private final @Nullable PathChoice pull;
    private int requests;
    private boolean revoked;
    private boolean aborted;
    private final Set<String> opened = new HashSet<>();

    Grant(String id, Place place, PushTerms push) {
        this(id, place, push.scope(), push, null);
    }

    Grant(String id, Place place, ScopeId scope, PathChoice pull) {
        this(id, place, scope, null, pull);
    }

    private Grant(String id, Place place, ScopeId scope, @Nullable PushTerms push, @Nullable PathChoice pull) {
        this.id = id;
        this.place = place;
        this.scope = scope;
        this.push = push;
        this.pull = pull;
    }

    public String id() {
        return id;
    }

    public Place place() {
        return place;
    }

    public ScopeId scope() {
        return scope;
    }

    /** What is pushed; empty for a pull. */
    public Optional<PushTerms> push() {
        return Optional.ofNullable(push);
    }

    /** The parameters of a request that are not the agent's to choose. */
    public Map<String, List<String>> parameters() {
        Map<String, List<String>> fixed = new HashMap<>();
        fixed.put("scope", List.of(scope.scope().word()));
        fixed.put("project", List.of(scope.project()));
        fixed.put("workflow", List.of(scope.workflow().orElse("")));
        fixed.put("job", List.of(scope.job().orElse("")));
        if (pull != null) {
            PathFilter filter = pull.filter();
            fixed.put("path", List.of(pull.inScope().value()));
            fixed.put("include", texts(filter.includes()));
            fixed.put("exclude", texts(filter.excludes()));
        }
        return fixed;
    }

    private static List<String> texts(List<Selector> selectors) {
        return selectors.stream().map(Selector::toString).toList();
    }

    /**
     * Begins a request.
     *
     * @throws IOException when the grant is revoked
     */
    public synchronized void enter() throws IOException {
        requireLive();
        requests++;
    }

    /** Ends a request that was begun. */
    public synchronized void leave() {
        requests--;
        notifyAll();
    }

    /** @throws IOException when the grant is revoked */
    public synchronized void requireLive() throws IOException {
        if (revoked) {
            throw new IOException("This transfer has ended.");
        }
    }

    /** The build was told to end the push: what has arrived is not to become visible any more. */
    synchronized void abort() {
        aborted = true;
    }

    /** @throws IOException when the push was aborted; one whose agent was lost when everything had arrived is still wanted */
    public synchronized void requireWanted() throws IOException {
        if (aborted) {
            throw new PushRefused("This push was aborted.");
        }
    }

    /** The agent goes on with this push, of which something may have arrived. */
    public synchronized void wentOn(String name) {
        opened.add(name);
    }

    /** The pushes of which something may have arrived; more than one only where the agent tries things. */
    synchronized Set<String> opened() {
        return Set.copyOf(opened);
    }

    /** No request begins any more, and those under way get no more of what the agent sends. */
    synchronized void revoke() {
        revoked = true;
    }

    /** @return whether no request is under way any more */
    synchronized boolean awaitEnd(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        for (long left = longest.toNanos(); requests > 0 && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return requests == 0;
    }

    /**
     * The store that a transfer is with.
     *
     * @param desk for pushes; null for a pull
     */
    public record Place(
            ScopeStore store, Catalog catalog, @Nullable PushDesk desk) {}
}
