package io.jenkins.plugins.artifactscopes.jenkins.agent;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.ScopeTree;
import io.jenkins.plugins.artifactscopes.transfer.PathFilter;
import io.jenkins.plugins.artifactscopes.transfer.PullPosition;
import io.jenkins.plugins.artifactscopes.transfer.PullSender;
import io.jenkins.plugins.artifactscopes.transfer.Stripes;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/** The controller's side of one pull. Once it is closed it sends nothing any more, though an agent may have kept its end of the line. */
final class PullSide implements ControllerSide, Closeable {
    private final ScopeStore store;
    private final ScopeId scope;
    private final ArtifactPath path;
    private final PathFilter filter;
    private volatile boolean ended;
    private volatile boolean used;

    PullSide(ScopeStore store, ScopeId scope, ArtifactPath path, PathFilter filter) {
        this.store = store;
        this.scope = scope;
        this.path = path;
        this.filter = filter;
    }

    @Override
    public void pull(OutputStream[] to) throws IOException {
        requireLive();
        used = true;
        if (to.length == 0 || to.length > MOST_STRIPES || Arrays.asList(to).contains(null)) {
            throw new IOException("A pull goes over 1 to " + MOST_STRIPES + " streams.");
        }
        List<OutputStream> lines =
                Arrays.stream(to).<OutputStream>map(Line::new).toList();
        // Each piece is a message to the agent.
        try (OutputStream out = Stripes.over(lines);
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

    private void requireLive() throws IOException {
        if (ended) {
            throw new IOException("This transfer has ended.");
        }
    }

    /** Whether the agent pulled this way. */
    boolean isUsed() {
        return used;
    }

    @Override
    public void close() {
        ended = true;
    }

    /** To the agent, as long as its step lasts. */
    private final class Line extends FilterOutputStream {
        Line(OutputStream to) {
            super(to);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            requireLive();
            out.write(bytes, offset, length);
        }
    }
}
