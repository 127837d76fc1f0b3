package io.jenkins.plugins.artifactscopes.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;

/** Answers what a servlet let fly, so that a client always learns a reason and the log has the rest. */
final class FailureFilter extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = Logger.getLogger(FailureFilter.class.getName());

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException e) {
            answer(request, response, e);
        }
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, Exception failure)
            throws IOException, ServletException {
        if (isClientGone(failure)) {
            LOG.log(Level.FINE, "The client left " + request.getRequestURI(), failure);
            return;
        }
        int status = status(failure);
        if (isTooSlow(failure)) {
            LOG.log(Level.FINE, "The client read " + request.getRequestURI() + " too slowly", failure);
        } else if (status == HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
            LOG.log(Level.SEVERE, request.getMethod() + " " + request.getRequestURI() + " failed", failure);
        }
        if (response.isCommitted()) {
            // The client sees a torn answer, which is the only way left to tell it.
            throw new ServletException("The answer was under way already", failure);
        }
        response.reset();
        response.setStatus(status);
        response.setHeader("Connection", "close");
        response.setContentType("application/json; charset=utf-8");
        response.getOutputStream().write(JsonErrors.body(status, JsonErrors.words(status), root(request)));
    }

    /** Scheme and host, as the client wrote them. */
    static String root(HttpServletRequest request) {
        StringBuffer url = request.getRequestURL();
        int path = url.indexOf("/", url.indexOf("://") + 3);
        return path < 0 ? url.toString() : url.substring(0, path);
    }

    private static boolean isTooSlow(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PacedOutput.TooSlow) {
                return true;
            }
        }
        return false;
    }

    private static boolean isClientGone(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EofException) {
                return true;
            }
        }
        return false;
    }

    private static int status(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException http) {
                return http.getCode();
            }
            if (cause instanceof TimeoutException) {
                return HttpServletResponse.SC_REQUEST_TIMEOUT;
            }
        }
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }
}
