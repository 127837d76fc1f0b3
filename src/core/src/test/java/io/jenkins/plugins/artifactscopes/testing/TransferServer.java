package io.jenkins.plugins.artifactscopes.testing;

import io.jenkins.plugins.artifactscopes.http.Access;
import io.jenkins.plugins.artifactscopes.http.Authority;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.http.Signer;
import io.jenkins.plugins.artifactscopes.http.TransferServlet;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ScopeStore;
import io.jenkins.plugins.artifactscopes.store.StoreListener;
import io.jenkins.plugins.artifactscopes.transfer.PlanLimits;
import io.jenkins.plugins.artifactscopes.transfer.PushDesk;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.ee9.servlet.ServletContextHandler;
import org.eclipse.jetty.ee9.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * The transfer servlet behind Jetty on a free port of 127.0.0.1. The token names the holder, {@code project/workflow/job}, and perhaps as long as
 * what its pushes can be gone on with: {@code project/workflow/job/block}.
 */
public final class TransferServer implements AutoCloseable {
    private static final int HEADER_BYTES = 64 << 10;

    private final Server server = new Server();
    private final ServerConnector connector;
    private final PushDesk desk;
    private final Set<String> ended = ConcurrentHashMap.newKeySet();

    public TransferServer(ScopeStore store, StoreListener listener, Path spool, PlanLimits limits) throws Exception {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(HEADER_BYTES);
        configuration.setOutputBufferSize(1 << 18);
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        // One read of the socket for each block, not one for each 8 KiB.
        http.setInputBufferSize(1 << 18);
        connector = new ServerConnector(server, http);
        connector.setHost("127.0.0.1");
        connector.setIdleTimeout(Duration.ofSeconds(20).toMillis());
        server.addConnector(connector);
        desk = new PushDesk(store, listener, spool, limits, Clock.systemUTC());
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(
                new ServletHolder(new TransferServlet(
                        store,
                        listener,
                        desk,
                        new Owners(),
                        new Signer(new byte[32]),
                        Clock.systemUTC(),
                        Duration.ofHours(1),
                        "https://example.org/docs")),
                "/api/transfer/*");
        server.setHandler(context);
        server.start();
    }

    /** The block has ended. */
    public void end(String block) {
        ended.add(block);
    }

    private final class Owners implements Authority {
        @Override
        public Access of(HttpServletRequest request) throws Refusal {
            String header = request.getHeader("Authorization");
            if (header == null || !header.startsWith("Bearer ")) {
                throw new Refusal(401, "This server wants a token.");
            }
            String[] names = header.substring("Bearer ".length()).split("/", -1);
            return new Owner(new Holder(names[0], names[1], names[2]), names.length > 3 ? names[3] : "", ended);
        }

        @Override
        public void requireLive(String bound) throws Refusal {
            if (ended.contains(bound)) {
                throw new Refusal(403, "The block " + bound + " has ended.");
            }
        }
    }

    /** How long connections that are made from now on may be without anything that comes or goes. */
    public void breakOffAfter(Duration idle) {
        connector.setIdleTimeout(idle.toMillis());
    }

    public int port() {
        return connector.getLocalPort();
    }

    public URI base() {
        return base(port());
    }

    /** The address of the servlet behind another port, such as a proxy's. */
    public static URI base(int port) {
        return URI.create("http://127.0.0.1:" + port + "/api/transfer/");
    }

    @Override
    public void close() throws Exception {
        server.stop();
        desk.close();
    }

    private record Owner(Holder holder, String bound, Set<String> ended) implements Access {
        @Override
        public void requireLive() throws IOException {
            if (ended.contains(bound)) {
                throw new IOException("The block " + bound + " has ended.");
            }
        }

        @Override
        public String name() {
            return String.valueOf(holder.job());
        }

        @Override
        public boolean mayRead(ScopeId scope) {
            return holder.reaches(scope);
        }

        @Override
        public boolean mayWrite(ScopeId scope) {
            return holder.reaches(scope);
        }
    }
}
