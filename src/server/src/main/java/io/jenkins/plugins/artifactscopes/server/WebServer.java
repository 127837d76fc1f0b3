package io.jenkins.plugins.artifactscopes.server;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.net.BindException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.ee9.servlet.FilterHolder;
import org.eclipse.jetty.ee9.servlet.ServletContextHandler;
import org.eclipse.jetty.ee9.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty, set up for few large transfers from clients that are not trusted. */
final class WebServer {
    private static final int THREADS = 200;

    /** Bytes that one read from a connection may bring; with Jetty's 8 KiB a large push waits for the network most of its time. */
    private static final int INPUT_BUFFER = 64 << 10;

    private final Server server;
    private final ServerConnector connector;
    private final Set<String> mappings;

    /** @param servlets by path, such as {@code /api/*} */
    WebServer(String bind, int port, Limits limits, Map<String, Servlet> servlets, Metrics metrics) {
        mappings = Set.copyOf(servlets.keySet());
        server = new Server(new QueuedThreadPool(THREADS));
        HttpConnectionFactory http = new HttpConnectionFactory(configuration(limits));
        http.setInputBufferSize(INPUT_BUFFER);
        connector = new ServerConnector(server, 1, 1, http);
        connector.setHost(bind);
        connector.setPort(port);
        connector.setIdleTimeout(limits.silence().toMillis());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(limits.connections(), connector));
        server.setErrorHandler(new JsonErrors());
        server.setRequestLog(new MeteredRequests(metrics));
        server.setStopTimeout(limits.stop().toMillis());
        ServletContextHandler context = new ServletContextHandler(ServletContextHandler.NO_SESSIONS);
        context.setContextPath("/");
        context.setErrorHandler(new ContextErrors());
        context.addFilter(new FilterHolder(new FailureFilter()), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addFilter(new FilterHolder(new PaceFilter(limits)), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addFilter(new FilterHolder(new YamlFilter()), "/*", EnumSet.of(DispatcherType.REQUEST));
        servlets.forEach((path, servlet) -> context.addServlet(new ServletHolder(servlet), path));
        server.setHandler(new GracefulHandler(context.get()));
    }

    private static HttpConfiguration configuration(Limits limits) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        // Else Jetty takes a token for one that was sent before on the connection and differs from it in upper and
        // lower case only.
        http.setHeaderCacheCaseSensitive(true);
        http.setRequestHeaderSize(limits.headerBytes());
        // A file may have any name, so a path in an address may have any escape.
        http.setUriCompliance(UriCompliance.UNSAFE);
        return http;
    }

    /** @throws IOException when the port is taken or may not be used; the message says so */
    void start() throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            stop();
            throw reason(e);
        } catch (Exception e) {
            stop();
            throw new IOException("The server cannot start: " + e.getMessage(), e);
        }
    }

    private IOException reason(IOException failure) {
        boolean bind = failure instanceof BindException || failure.getCause() instanceof BindException;
        String where = connector.getHost() + ":" + connector.getPort();
        return new IOException(
                bind
                        ? "Cannot listen on " + where + ": " + String.valueOf(failure.getMessage())
                                + ". Stop what listens there, or choose another with --port (0 for any)."
                        : "The server cannot start: " + failure.getMessage(),
                failure);
    }

    /** Where there are servlets. */
    Set<String> mappings() {
        return mappings;
    }

    /** The port that is listened on, once started. */
    int port() {
        return connector.getLocalPort();
    }

    /** Lets running requests end, for a while; then cuts them off. */
    void stop() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("The server did not stop well: " + e.getMessage(), e);
        }
    }
}
