package io.jenkins.plugins.artifactscopes.server;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/** Counts requests and their bytes when they have ended. */
final class MeteredRequests implements RequestLog {
    private static final String TRANSFERS = "/artifact-scopes/v1/";
    private static final String DOWNLOADS = "/artifact-scopes/downloads/";

    private final Metrics metrics;

    MeteredRequests(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void log(Request request, Response response) {
        metrics.received(Math.max(0, Request.getContentBytesRead(request)));
        metrics.sent(Math.max(0, Response.getContentBytesWritten(response)));
        int status = response.getStatus();
        metrics.answered(status);
        if (status >= 500) {
            metrics.failed();
        } else if (status < 300) {
            done(request.getMethod(), request.getHttpURI().getPath());
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
