package io.jenkins.plugins.artifactscopes.server;

import io.jenkins.plugins.artifactscopes.audit.AuditTrail;
import io.jenkins.plugins.artifactscopes.catalog.Catalog;
import io.jenkins.plugins.artifactscopes.http.Answers;
import io.jenkins.plugins.artifactscopes.http.Authority;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Serves Prometheus: with the admin token, or without any token on this machine. */
final class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Metrics metrics;
    private final transient Catalog catalog;
    private final transient Path catalogFile;
    private final transient AuditTrail audit;
    private final transient Authority authority;
    private final transient Answers answers;

    MetricsServlet(
            Metrics metrics,
            Catalog catalog,
            Path catalogFile,
            AuditTrail audit,
            Authority authority,
            Answers answers) {
        this.metrics = metrics;
        this.catalog = catalog;
        this.catalogFile = catalogFile;
        this.audit = audit;
        this.authority = authority;
        this.answers = answers;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            if (!isLocal(request) && !authority.of(request).mayAdminister()) {
                throw new Refusal(403, "Metrics are for administrators. Send the admin token.");
            }
            PrometheusText text = new PrometheusText();
            metrics.write(text);
            write(text);
            response.setContentType(PrometheusText.TYPE);
            response.setHeader("Cache-Control", "no-store");
            response.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException | Refusal e) {
            answers.to(request).refuse(response, e);
        }
    }

    /** From this machine, and not from a proxy on it that speaks for somebody else, nor by a name that a browser was lured to. */
    private static boolean isLocal(HttpServletRequest request) throws IOException {
        String host = request.getServerName();
        return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                && (host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]"))
                && request.getHeader("Forwarded") == null
                && request.getHeader("X-Forwarded-For") == null
                && request.getHeader("Via") == null;
    }

    private void write(PrometheusText text) throws IOException {
        text.family(
                "artifact_scopes_stored_bytes", "gauge", "Content of stored files, as if none were shared, by scope.");
        for (Scope scope : Scope.values()) {
            text.sample(
                    "artifact_scopes_stored_bytes",
                    "scope",
                    scope.word(),
                    catalog.usage(scope).bytes());
        }
        text.family("artifact_scopes_stored_files", "gauge", "Stored files by scope.");
        for (Scope scope : Scope.values()) {
            text.sample(
                    "artifact_scopes_stored_files",
                    "scope",
                    scope.word(),
                    catalog.usage(scope).files());
        }
        text.gauge("artifact_scopes_catalog_artifacts", "Artifacts in the catalog.", catalog.size());
        text.gauge("artifact_scopes_catalog_projects", "Projects that have artifacts.", catalog.projects());
        text.gauge(
                "artifact_scopes_catalog_bytes",
                "Size of the catalog's file.",
                Files.exists(catalogFile) ? Files.size(catalogFile) : 0);
        text.counter(
                "artifact_scopes_audit_failures_total",
                "Deletions that could not be written to the audit file.",
                audit.failures());
    }
}
