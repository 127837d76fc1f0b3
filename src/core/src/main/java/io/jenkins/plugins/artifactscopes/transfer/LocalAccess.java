package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.Entry;
import io.jenkins.plugins.artifactscopes.store.Removal;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.store.StoreListener;
import java.io.IOException;
import java.util.Iterator;

/** A scope in the same process: nothing is encoded, and files go straight between the local tree and the store. */
public final class LocalAccess implements ScopeAccess {
    private final ScopeStore store;
    private final StoreListener listener;
    private final ScopeId scope;
    private final Holder holder;
    private final String by;
    private final TransferTools tools;

    /**
     * @param listener asked for the quota and the expiry
     * @param by who pushes, for people to read
     */
    public LocalAccess(
            ScopeStore store, StoreListener listener, ScopeId scope, Holder holder, String by, TransferTools tools) {
        this.store = store;
        this.listener = listener;
        this.scope = scope;
        this.holder = holder;
        this.by = by;
        this.tools = tools;
    }

    @Override
    public PushReport push(PushRequest request, Progress progress) throws IOException {
        return push(request, tools.attempt(), progress);
    }

    /**
     * The same, under a name by which the store's receipt is found when the caller was told to end before there was one.
     *
     * @param attempt as {@link PushTerms} says
     */
    public PushReport push(PushRequest request, String attempt, Progress progress) throws IOException {
        Cancellation cancellation = new Cancellation();
        PushTerms terms = new PushTerms(
                scope,
                holder,
                by,
                request.destination(),
                request.overwrite(),
                request.expireIn(),
                attempt,
                request.origin());
        LocalPush push = new LocalPush(store, listener, terms, tools, cancellation);
        return Supervisor.run(tools.cancel(), cancellation, () -> push.run(request, progress));
    }

    @Override
    public PullReport pull(PullRequest request, Progress progress) throws IOException {
        Cancellation cancellation = new Cancellation();
        LocalPull pull = new LocalPull(store, scope, tools, cancellation);
        return Supervisor.run(tools.cancel(), cancellation, () -> pull.run(request, progress));
    }

    @Override
    public Removal yank(ArtifactPath path) throws IOException {
        return store.delete(scope, path);
    }

    @Override
    public void list(ArtifactPath path, Listing listing) throws IOException {
        try (ScopeTree tree = store.open(scope, path)) {
            Iterator<Entry> entries = tree.entries();
            while (entries.hasNext()) {
                Entry entry = entries.next();
                listing.entry(
                        new ListedEntry(entry, listener.expires(scope, entry).orElse(null)));
            }
        }
    }
}
