package io.jenkins.plugins.artifactscopes.jenkins.http;

import hudson.ExtensionList;
import io.jenkins.plugins.artifactscopes.http.Answers;
import io.jenkins.plugins.artifactscopes.http.ClientGone;
import io.jenkins.plugins.artifactscopes.http.PolicyBody;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.http.TransferServlet;
import io.jenkins.plugins.artifactscopes.jenkins.agent.Grant;
import io.jenkins.plugins.artifactscopes.jenkins.agent.Grants;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Which servlet serves what, below {@code /artifact-scopes/}.
 *
 * <pre>
 * repos/…, api/v3/repos/…      GitHub's artifact API
 * downloads/…                  signed links
 * v1/…                         transfers of people with an API token, and of jobs with a token of theirs
 * transfers/ID/SIGNATURE/…     the one transfer of an agent
 * </pre>
 */
final class Mounts {
    private static final Logger LOGGER = Logger.getLogger(Mounts.class.getName());
    private static final String ROOT = "/" + ScopesAddress.NAME;
    private static final String TRANSFERS = "v1";

    /** What is served below the root: the beginnings of all paths. Each has rows in {@code docs/SECURITY.md}. */
    static final List<String> PREFIXES =
            List.of("repos/", "api/v3/repos/", "downloads/", "transfers/", TRANSFERS + "/");

    private static final String READY = "{\"ready\":\"true\"}";

    private final Answers answers = new Answers(Servlets.DOCUMENTATION);
    private @Nullable Servlets servlets;

    /** Made when they are first needed, because the engine is. */
    private synchronized Servlets servlets() throws Refusal {
        if (servlets == null) {
            try {
                servlets = Servlets.make();
            } catch (IOException e) {
                // The message may tell where files lie on the controller.
                LOGGER.log(Level.WARNING, "Artifacts cannot be reached", e);
                throw new Refusal(503, "Artifacts cannot be reached now; the log of Jenkins says why.");
            }
        }
        return servlets;
    }

    void service(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        try {
            serve(
                    request,
                    response,
                    below(request.getRequestURI()
                            .substring(request.getContextPath().length())));
        } catch (Refusal e) {
            PolicyBody.drain(request);
            answers.refuse(response, e);
        } catch (ClientGone e) {
            // Agents are lost and steps are aborted every day; the address would show a signature.
            LOGGER.log(Level.FINE, "The connection of a transfer failed", e);
            if (!response.isCommitted()) {
                response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
                response.setHeader("Connection", "close");
            }
        }
    }

    /** The rest of a path below the context, as the client wrote it; empty when it is not ours. */
    static String below(String path) {
        return path.startsWith(ROOT + "/") ? path.substring(ROOT.length() + 1) : "";
    }

    /** Whether a path below the context is one of transfers, which jobs may do too. */
    static boolean isTransfer(String path) {
        return below(path).startsWith(TRANSFERS + "/");
    }

    private void serve(HttpServletRequest request, HttpServletResponse response, String path)
            throws IOException, ServletException, Refusal {
        Granted granted = Granted.of(path).orElse(null);
        if (granted != null) {
            serve(request, response, granted);
        } else if (path.startsWith("repos/") || path.startsWith("api/v3/repos/")) {
            servlets().github().service(request, response);
        } else if (path.startsWith("downloads/")) {
            mounted(servlets().downloads(), request, response, "downloads");
        } else if (path.startsWith(TRANSFERS + "/")) {
            mounted(servlets().transfers(), request, response, TRANSFERS);
        } else {
            throw new Refusal(404, "There is nothing at this address.");
        }
    }

    private static void mounted(
            HttpServlet servlet, HttpServletRequest request, HttpServletResponse response, String mount)
            throws IOException, ServletException {
        servlet.service(
                mounted(
                        request,
                        request.getRequestURI()
                                .substring(request.getContextPath().length()),
                        mount),
                response);
    }

    private static MountedRequest mounted(HttpServletRequest request, String path, String mount) {
        return new MountedRequest(request, ROOT + "/" + mount, below(path).substring(mount.length()));
    }

    private void serve(HttpServletRequest request, HttpServletResponse response, Granted granted)
            throws IOException, ServletException {
        Grant grant = granted.grant();
        if (granted.rest().equals("/")) {
            answers.json(response, HttpServletResponse.SC_OK, READY.getBytes(StandardCharsets.US_ASCII));
            return;
        }
        grant.enter();
        try {
            GrantedRequest seen = new GrantedRequest(request, ROOT + "/transfers", granted.rest(), grant);
            TransferServlet transfer = Servlets.transfer(grant);
            if (transfer.isSigned(seen)) {
                grant.wentOn(granted.rest().split("/", -1)[2]);
            }
            transfer.service(seen, response);
        } finally {
            grant.leave();
        }
    }

    /**
     * Whether the request shows by itself what it may do, so that nobody's session is needed for it.
     *
     * @param path below the context, in the form in which Jenkins will look for what serves it
     */
    boolean isSigned(HttpServletRequest request, String path) throws Refusal {
        return Granted.of(below(path)).isPresent()
                || below(path).startsWith(TRANSFERS + "/")
                        && servlets().transfers().isSigned(mounted(request, path, TRANSFERS));
    }

    /** The address of an agent's transfer, with a signature that is right and a grant that is not revoked. */
    private record Granted(Grant grant, String rest) {
        private static final String PREFIX = "transfers/";

        static Optional<Granted> of(String path) {
            String[] parts = path.split("/", 4);
            if (!path.startsWith(PREFIX) || parts.length < 4) {
                return Optional.empty();
            }
            return ExtensionList.lookupSingleton(Grants.class)
                    .find(parts[1], parts[2])
                    .map(grant -> new Granted(grant, "/" + parts[3]));
        }
    }
}
