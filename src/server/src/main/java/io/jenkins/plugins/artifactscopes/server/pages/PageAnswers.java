package io.jenkins.plugins.artifactscopes.server.pages;

import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.server.pages.Sessions.Session;
import io.jenkins.plugins.artifactscopes.store.ArtifactNotFound;
import io.jenkins.plugins.artifactscopes.store.DamagedContent;
import io.jenkins.plugins.artifactscopes.view.Crumb;
import io.jenkins.plugins.artifactscopes.view.HiddenField;
import io.jenkins.plugins.artifactscopes.view.NoticeView;
import io.jenkins.plugins.artifactscopes.view.Texts;
import io.jenkins.plugins.artifactscopes.view.View;
import io.jenkins.plugins.artifactscopes.view.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Answers with pages. What a page may load, and who may frame it, is said with each. */
final class PageAnswers {
    static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
                    + "frame-ancestors 'none'; base-uri 'none'";

    /** The frame is in English alone, and a page is in one language. */
    static final Texts TEXTS = Texts.of(Locale.ENGLISH);

    private static final Logger LOG = Logger.getLogger(PageAnswers.class.getName());
    private static final HiddenField NO_GUARD = new HiddenField("guard", "");
    private static final Map<Integer, String> TITLES = Map.of(
            401,
            "Not signed in",
            403,
            "Not allowed",
            404,
            "Nothing here",
            405,
            "Not possible",
            500,
            "The server failed");

    private final JellyViews views;

    PageAnswers(JellyViews views) {
        this.views = views;
    }

    void show(HttpServletRequest request, HttpServletResponse response, @Nullable Session session, View view)
            throws IOException {
        String visitor =
                session == null ? "" : "Signed in as " + session.access().name();
        HiddenField guard = session == null ? NO_GUARD : session.guard();
        byte[] page = views.page(new Frame(view, request.getContextPath(), visitor, guard))
                .getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/html; charset=utf-8");
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cache-Control", "private, no-store");
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }

    /** Goes on with a GET elsewhere. */
    static void go(HttpServletResponse response, String address) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", address);
        response.setHeader("Cache-Control", "private, no-store");
    }

    void refuse(HttpServletRequest request, HttpServletResponse response, @Nullable Session session, Exception failure)
            throws IOException {
        if (response.isCommitted()) {
            throw new IOException("An answer broke off", failure);
        }
        Refusal refusal = refusal(failure);
        boolean last = "close".equals(response.getHeader("Connection"));
        response.reset();
        if (last) {
            response.setHeader("Connection", "close");
        }
        response.setStatus(refusal.status());
        if (refusal.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        String title = TITLES.getOrDefault(refusal.status(), "This is not possible");
        List<Crumb> next = List.of(new Crumb("To the projects", request.getContextPath() + Frame.PROJECTS));
        show(request, response, session, NoticeView.trouble(TEXTS, title, refusal.reason(), next));
    }

    private static Refusal refusal(Exception failure) {
        if (failure instanceof Refusal refusal) {
            return refusal;
        }
        if (failure instanceof ArtifactNotFound) {
            return new Refusal(404, Visit.NOTHING);
        }
        LOG.log(Level.WARNING, "A page failed", failure);
        return new Refusal(
                500,
                failure instanceof DamagedContent
                        ? String.valueOf(failure.getMessage())
                        : "The server failed; its log says why.");
    }
}
