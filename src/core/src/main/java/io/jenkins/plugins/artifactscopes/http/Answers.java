package io.jenkins.plugins.artifactscopes.http;

import io.jenkins.plugins.artifactscopes.store.ArtifactNotFound;
import io.jenkins.plugins.artifactscopes.store.DamagedContent;
import io.jenkins.plugins.artifactscopes.store.PushConflict;
import io.jenkins.plugins.artifactscopes.store.PushRefused;
import io.jenkins.plugins.artifactscopes.store.QuotaExceeded;
import io.jenkins.plugins.artifactscopes.transfer.MalformedTransfer;
import io.jenkins.plugins.artifactscopes.transfer.PlanTooLarge;
import io.jenkins.plugins.artifactscopes.transfer.PushBusy;
import io.jenkins.plugins.artifactscopes.transfer.PushUnknown;
import io.jenkins.plugins.artifactscopes.transfer.TooManyPushes;
import io.jenkins.plugins.artifactscopes.transfer.TransferFailed;
import io.jenkins.plugins.artifactscopes.transfer.TransferJson;
import io.jenkins.plugins.artifactscopes.transfer.WrongContent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/** Answers with JSON, errors included. A client never sees more of a failure than words meant for it. */
public final class Answers {
    /** Where files lie on the server is no client's business. Paths in a scope do not begin like this. */
    private static final Pattern LOCAL_PATH = Pattern.compile("(^|\\s)(/|[A-Za-z]:\\\\|\\\\\\\\)\\S");

    private static final Logger LOGGER = Logger.getLogger(Answers.class.getName());
    private static final int INSUFFICIENT_STORAGE = 507;
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_MANY_REQUESTS = 429;

    private final String documentation;

    /** @param documentation the address that errors point to; one that begins with a slash is below the host's own, context path included */
    public Answers(String documentation) {
        this.documentation = documentation;
    }

    public void json(HttpServletResponse response, int status, byte[] json) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json; charset=utf-8");
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }

    /** These answers with the whole address of the documentation, as the sender of {@code request} reaches it. */
    public Answers to(HttpServletRequest request) {
        if (!documentation.startsWith("/")) {
            return this;
        }
        StringBuffer url = request.getRequestURL();
        int path = url.indexOf("/", url.indexOf("://") + 3);
        String host = path < 0 ? url.toString() : url.substring(0, path);
        return new Answers(host + request.getContextPath() + documentation);
    }

    /**
     * Answers a failure, unless the answer is under way already: then only breaking it off tells the client that it is not whole.
     *
     * @throws IOException to break the answer off
     */
    public void refuse(HttpServletResponse response, Exception failure) throws IOException {
        refuse(response, failure, false);
    }

    /** @param last whether the connection ends with this answer */
    void refuse(HttpServletResponse response, Exception failure, boolean last) throws IOException {
        if (response.isCommitted()) {
            if (failure instanceof DamagedContent) {
                LOGGER.log(Level.WARNING, "An answer was broken off, because what it was of is damaged", failure);
            }
            throw new IOException("An answer broke off", failure);
        }
        Refusal refusal = refusal(failure);
        response.reset();
        if (last) {
            response.setHeader("Connection", "close");
        }
        if (refusal.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        if (refusal.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", "1");
        }
        json(response, refusal.status(), error(refusal));
    }

    byte[] error(Refusal refusal) throws IOException {
        return TransferJson.error(refusal.status(), refusal.reason(), documentation);
    }

    /** What to tell the client of a failure. */
    static Refusal refusal(Exception failure) {
        if (failure instanceof Refusal refusal) {
            return refusal;
        }
        int status = status(failure);
        String message = failure.getMessage();
        if (status < 500 || status == INSUFFICIENT_STORAGE || failure instanceof PushBusy) {
            return new Refusal(status, message == null ? "The request cannot be served." : message);
        }
        LOGGER.log(Level.WARNING, "A transfer failed", failure);
        if (message != null && message.contains("No space left on device")) {
            return new Refusal(
                    INSUFFICIENT_STORAGE, "The server has no space left on its disk. Delete artifacts there.");
        }
        if (failure instanceof DamagedContent
                && message != null
                && !LOCAL_PATH.matcher(message).find()) {
            return new Refusal(status, message);
        }
        return new Refusal(
                status,
                failure instanceof DamagedContent
                        ? "What is stored there is damaged; the server's log says where."
                        : "The server failed; its log says why.");
    }

    private static int status(Exception failure) {
        if (failure instanceof PlanTooLarge) {
            return HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
        }
        if (failure instanceof PushConflict) {
            return HttpServletResponse.SC_CONFLICT;
        }
        if (failure instanceof QuotaExceeded) {
            return INSUFFICIENT_STORAGE;
        }
        if (failure instanceof ArtifactNotFound) {
            return HttpServletResponse.SC_NOT_FOUND;
        }
        if (failure instanceof PushUnknown) {
            return HttpServletResponse.SC_GONE;
        }
        if (failure instanceof TooManyPushes) {
            return TOO_MANY_REQUESTS;
        }
        if (failure instanceof PushBusy) {
            return HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        }
        if (failure instanceof WrongContent || failure instanceof PushRefused) {
            return UNPROCESSABLE;
        }
        return isMalformed(failure) ? HttpServletResponse.SC_BAD_REQUEST : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }

    private static boolean isMalformed(Exception failure) {
        return failure instanceof MalformedTransfer
                || failure instanceof TransferFailed
                || failure instanceof IllegalArgumentException
                || failure instanceof EOFException
                || failure instanceof ZipException;
    }
}
