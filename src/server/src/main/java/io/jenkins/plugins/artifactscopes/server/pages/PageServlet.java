package io.jenkins.plugins.artifactscopes.server.pages;

import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.http.github.ProjectName;
import io.jenkins.plugins.artifactscopes.server.pages.Sessions.Session;
import io.jenkins.plugins.artifactscopes.transfer.UrlQuery;
import io.jenkins.plugins.artifactscopes.view.ListRequest;
import io.jenkins.plugins.artifactscopes.view.ProjectsPage;
import io.jenkins.plugins.artifactscopes.view.View;
import io.jenkins.plugins.artifactscopes.view.Visit;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages below {@code /projects}. */
final class PageServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Pages pages;
    private final transient ArtifactRoutes artifacts;

    PageServlet(Pages pages) {
        this.pages = pages;
        this.artifacts = new ArtifactRoutes(pages);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        @Nullable Session session = null;
        try {
            if (request.getMethod().equals("POST")) {
                PageRequest.takeForm(request, response);
            }
            session = pages.sessions().of(request);
            PageRequest page = PageRequest.of(request);
            if (page.posts()) {
                pages.sessions().requireOwnForm(request, session);
            } else if (!page.reads()) {
                throw notPossible();
            }
            route(page, response, session);
        } catch (IOException | RuntimeException | Refusal e) {
            if (session == null && e instanceof Refusal refusal && refusal.status() == 401) {
                signIn(request, response, refusal);
            } else {
                pages.answers().refuse(request, response, session, e);
            }
        }
    }

    /** Sends a reader to where a token can be given; says so to whoever has sent a bad one by hand, or wanted to change something. */
    private void signIn(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        if (request.getHeader("Authorization") != null || request.getMethod().equals("POST")) {
            pages.answers().refuse(request, response, null, refusal);
            return;
        }
        String query = request.getQueryString();
        String to = request.getRequestURI() + (query == null ? "" : "?" + query);
        PageAnswers.go(response, request.getContextPath() + SignInServlet.SIGN_IN + new UrlQuery().with("to", to));
    }

    static Refusal notPossible() {
        return new Refusal(405, "This page can only be looked at.");
    }

    private void route(PageRequest page, HttpServletResponse response, Session session) throws IOException, Refusal {
        List<String> parts = page.parts();
        if (parts.size() > 4 && parts.get(2).equals("artifacts")) {
            artifacts.route(page, response, session, visit(page, session));
            return;
        }
        if (page.posts()) {
            throw notPossible();
        }
        pages.answers().show(page.request(), response, session, view(page, session));
    }

    private View view(PageRequest page, Session session) throws Refusal {
        List<String> parts = page.parts();
        if (parts.isEmpty()) {
            String root = page.request().getContextPath();
            return new ProjectsPage(pages.source(), root + Frame.PROJECTS, project -> pages.addresses(root, project))
                    .of(session.access(), page.parameter("search").strip(), page.parameter("after"), PageAnswers.TEXTS);
        }
        Visit visit = visit(page, session);
        if (parts.size() == 2) {
            return pages.lists().project(visit);
        }
        if (!parts.get(2).equals("runs")) {
            throw PageRequest.nothing();
        }
        return switch (parts.size()) {
            case 3 -> pages.lists().workflows(visit, page.parameter("from"));
            case 4 -> pages.lists().workflow(visit, workflow(page, visit), page.parameter("after"));
            case 6 -> {
                if (!parts.get(4).equals("jobs")) {
                    throw PageRequest.nothing();
                }
                yield pages.lists().job(visit, workflow(page, visit), parts.get(5));
            }
            default -> throw PageRequest.nothing();
        };
    }

    private String workflow(PageRequest page, Visit visit) throws Refusal {
        return pages.source().runs().workflow(visit.project(), page.number(3)).orElseThrow(PageRequest::nothing);
    }

    private Visit visit(PageRequest page, Session session) throws Refusal {
        if (page.parts().size() < 2) {
            throw PageRequest.nothing();
        }
        String project = project(page.parts());
        return new Visit(
                project,
                session.access(),
                pages.addresses(page.request().getContextPath(), project),
                ListRequest.of(page.request()::getParameter),
                session.guard(),
                PageAnswers.TEXTS);
    }

    private static String project(List<String> parts) throws Refusal {
        try {
            return new ProjectName(parts.get(0), parts.get(1)).project();
        } catch (Refusal e) {
            // What can be no project is told from one that is not there by nobody.
            throw PageRequest.nothing();
        }
    }
}
