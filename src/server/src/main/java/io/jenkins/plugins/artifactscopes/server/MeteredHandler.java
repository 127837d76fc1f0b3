package io.jenkins.plugins.artifactscopes.server;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.EventsHandler;
import org.jspecify.annotations.Nullable;

/** Counts requests and their bytes. */
final class MeteredHandler extends EventsHandler {
    private static final String TRANSFERS = "/artifact-scopes/v1/";
    private static final String DOWNLOADS = "/artifact-scopes/downloads/";

    private final Metrics metrics;

    MeteredHandler(Handler handler, Metrics metrics) {
        super(handler);
        this.metrics = metrics;
    }

    @Override
    protected void onRequestRead(Request request, Content.@Nullable Chunk chunk) {
        if (chunk != null) {
            metrics.received(chunk.remaining());
        }
    }

    @Override
    protected void onResponseWrite(Request request, boolean last, @Nullable ByteBuffer content) {
        if (content != null) {
            metrics.sent(content.remaining());
        }
    }

    @Override
    protected void onComplete(Request request, int status, HttpFields headers, @Nullable Throwable failure) {
        metrics.answered(status);
        if (status >= 500) {
            metrics.failed();
        } else if (status < 300 && failure == null) {
            done(request.getMethod(), Request.getPathInContext(request));
        }
    }

    private void done(String method, String path) {
        if (method.equals("POST") && path.startsWith(TRANSFERS + "pushes/") && path.endsWith("/commit")) {
            metrics.pushed();
        } else if (method.equals("GET") && path.equals(TRANSFERS + "tree")) {
            metrics.pulled();
        } else if (method.equals("GET") && (path.startsWith(DOWNLOADS) || path.contains("/files/"))) {
            metrics.downloaded();
        }
    }
}
