package io.jenkins.plugins.artifactscopes.server;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** The documentation that errors point to, as text, and the description of the interface for programs. Needs no token: it is public. */
final class Documents extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Set<String> NAMES = Set.of("CLI.md", "REST.md", "RETENTION.md", "SECURITY.md", "openapi.json");

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo();
        String name = path == null ? "" : path.substring(1);
        try (InputStream document =
                NAMES.contains(name) ? Documents.class.getResourceAsStream("/docs/" + name) : null) {
            if (document == null) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            response.setContentType(name.endsWith(".json") ? "application/json" : "text/plain; charset=utf-8");
            response.setHeader("X-Content-Type-Options", "nosniff");
            document.transferTo(response.getOutputStream());
        }
    }
}
