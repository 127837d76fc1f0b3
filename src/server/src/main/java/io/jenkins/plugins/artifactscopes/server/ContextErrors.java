package io.jenkins.plugins.artifactscopes.server;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.jetty.ee9.nested.ErrorHandler;
import org.eclipse.jetty.ee9.nested.Request;

/** {@link JsonErrors} for what goes wrong below the servlet context. */
final class ContextErrors extends ErrorHandler {
    @Override
    public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        int status = response.getStatus();
        response.setContentType("application/json; charset=utf-8");
        response.getOutputStream()
                .write(JsonErrors.body(status, JsonErrors.words(status), FailureFilter.root(request)));
        base.setHandled(true);
    }
}
