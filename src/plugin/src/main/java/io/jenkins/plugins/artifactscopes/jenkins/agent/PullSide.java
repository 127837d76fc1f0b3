package io.jenkins.plugins.artifactscopes.jenkins.agent;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.transfer.PathFilter;
import io.jenkins.plugins.artifactscopes.transfer.PullPosition;
import io.jenkins.plugins.artifactscopes.transfer.PullSender;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** The controller's side of one pull. */
final class PullSide implements ControllerSide {
    /** Each write is a message to the agent. */
    private static final int PIECE = 1 << 18;

    private final ScopeStore store;
    private final ScopeId scope;
    private final ArtifactPath path;
    private final PathFilter filter;

    PullSide(ScopeStore store, ScopeId scope, ArtifactPath path, PathFilter filter) {
        this.store = store;
        this.scope = scope;
        this.path = path;
        this.filter = filter;
    }

    @Override
    public void pull(OutputStream to) throws IOException {
        try (OutputStream out = new BufferedOutputStream(to, PIECE);
                ScopeTree tree = store.open(scope, path)) {
            PullSender sender = new PullSender(scope, tree, path, filter);
            sender.requireSomething();
            sender.send(PullPosition.START, out, false);
        }
    }

    @Override
    public OutputStream take(Part part, String push, long entries, long bytes) throws IOException {
        throw isPull();
    }

    @Override
    public byte[] answer() throws IOException {
        throw isPull();
    }

    @Override
    public byte[] commit(String push) throws IOException {
        throw isPull();
    }

    private static IOException isPull() {
        return new IOException("This transfer is a pull.");
    }
}
