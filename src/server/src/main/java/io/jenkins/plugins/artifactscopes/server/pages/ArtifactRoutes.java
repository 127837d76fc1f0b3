package io.jenkins.plugins.artifactscopes.server.pages;

import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.server.pages.Sessions.Session;
import io.jenkins.plugins.artifactscopes.view.Action;
import io.jenkins.plugins.artifactscopes.view.ArtifactDeeds;
import io.jenkins.plugins.artifactscopes.view.ArtifactPages;
import io.jenkins.plugins.artifactscopes.view.View;
import io.jenkins.plugins.artifactscopes.view.Visit;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;

/** The pages below {@code /projects/OWNER/REPO/artifacts/ID/ACTION/PATH}. */
final class ArtifactRoutes {
    private static final int ID = 3;
    private static final int ACTION = 4;

    private final Pages pages;
    private final ArtifactPages views;
    private final ArtifactDeeds deeds;

    ArtifactRoutes(Pages pages) {
        this.pages = pages;
        this.views = new ArtifactPages(pages.source());
        this.deeds = new ArtifactDeeds(pages.source());
    }

    void route(PageRequest page, HttpServletResponse response, Session session, Visit visit)
            throws IOException, Refusal {
        Action action = Arrays.stream(Action.values())
                .filter(one -> one.word().equals(page.parts().get(ACTION)))
                .findFirst()
                .orElseThrow(PageRequest::nothing);
        long id = page.number(ID);
        ArtifactPath path = page.path(ACTION + 1);
        if (page.posts()) {
            change(action, page, response, session, visit, id, path);
            return;
        }
        switch (action) {
            case OPEN -> show(page, response, session, views.open(visit, id, path));
            case DELETE -> show(page, response, session, views.delete(visit, id, path));
            case DOWNLOAD, ZIP, IMAGE -> {
                String link = pages.links().to(deeds.target(visit, action, id, path));
                PageAnswers.go(response, page.request().getContextPath() + pages.downloads() + link);
            }
            case PIN, UNPIN -> throw new Refusal(405, "A link changes nothing. Use the button on the page.");
        }
    }

    private void change(
            Action action,
            PageRequest page,
            HttpServletResponse response,
            Session session,
            Visit visit,
            long id,
            ArtifactPath path)
            throws IOException, Refusal {
        switch (action) {
            case DELETE -> show(page, response, session, deeds.delete(visit, id, path));
            case PIN, UNPIN -> {
                String list = deeds.pin(visit, id, path, action == Action.PIN);
                PageAnswers.go(response, page.parameter("to").isEmpty() ? list : SignInServlet.to(page.request()));
            }
            default -> throw PageServlet.notPossible();
        }
    }

    private void show(PageRequest page, HttpServletResponse response, Session session, View view) throws IOException {
        pages.answers().show(page.request(), response, session, view);
    }
}
