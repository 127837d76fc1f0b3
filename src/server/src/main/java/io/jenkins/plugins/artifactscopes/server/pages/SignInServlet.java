package io.jenkins.plugins.artifactscopes.server.pages;

import io.jenkins.plugins.artifactscopes.http.CrossSite;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.server.pages.Sessions.Session;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** Signing in at {@code /sign-in}, and out at {@code /sign-out}. */
final class SignInServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    static final String SIGN_IN = "/sign-in";
    static final String SIGN_OUT = "/sign-out";

    private final transient Sessions sessions;
    private final transient PageAnswers answers;

    SignInServlet(Sessions sessions, PageAnswers answers) {
        this.sessions = sessions;
        this.answers = answers;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answers.show(request, response, null, view(request, ""));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            PageRequest.takeForm(request, response);
            CrossSite.refuse(request);
            if (request.getServletPath().equals(SIGN_OUT)) {
                signOut(request, response);
            } else {
                signIn(request, response);
            }
        } catch (Refusal e) {
            answers.refuse(request, response, null, e);
        }
    }

    private void signIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String given = request.getParameter("token");
        String token = given == null ? "" : given.strip();
        try {
            sessions.check(request, token);
        } catch (Refusal e) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            answers.show(request, response, null, view(request, e.reason()));
            return;
        }
        Sessions.begin(request, response, token);
        PageAnswers.go(response, to(request));
    }

    private void signOut(HttpServletRequest request, HttpServletResponse response) throws Refusal {
        Session session = sessions.of(request);
        sessions.requireOwnForm(request, session);
        Sessions.end(request, response);
        PageAnswers.go(response, request.getContextPath() + SIGN_IN);
    }

    private static SignInView view(HttpServletRequest request, String wrong) {
        return new SignInView(
                PageAnswers.TEXTS, "Sign in", List.of(), request.getContextPath() + SIGN_IN, to(request), wrong);
    }

    /** Where to go on: a page of ours, whatever the address says. */
    static String to(HttpServletRequest request) {
        String home = request.getContextPath() + Frame.PROJECTS;
        String to = request.getParameter("to");
        boolean ours = to != null
                && (to.equals(home) || to.startsWith(home + "/") || to.startsWith(home + "?"))
                && to.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
        return ours ? to : home;
    }
}
