package io.jenkins.plugins.artifactscopes.jenkins.pages;

import io.jenkins.plugins.artifactscopes.catalog.ArtifactRecord;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.http.download.Links;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.view.Action;
import io.jenkins.plugins.artifactscopes.view.ArtifactDeeds;
import io.jenkins.plugins.artifactscopes.view.ArtifactPages;
import io.jenkins.plugins.artifactscopes.view.PageSource;
import io.jenkins.plugins.artifactscopes.view.View;
import io.jenkins.plugins.artifactscopes.view.Visit;
import java.io.IOException;
import java.util.Optional;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** What can be done with an artifact, at {@code artifacts/ID/ACTION/PATH} below its place. */
final class ArtifactRoutes {
    private final ArtifactPages pages;
    private final ArtifactDeeds deeds;
    private final Links links;
    private final String downloads;

    /** @param downloads where what {@code links} makes is served */
    ArtifactRoutes(PageSource source, Links links, String downloads) {
        this.pages = new ArtifactPages(source);
        this.deeds = new ArtifactDeeds(source);
        this.links = links;
        this.downloads = downloads;
    }

    /** The page to show; empty when the visitor was sent on elsewhere. */
    Optional<View> route(Place place, Visit visit, PageParts parts, StaplerRequest2 request, StaplerResponse2 response)
            throws IOException, Refusal {
        long id = parts.id();
        ArtifactPath path = parts.path();
        ArtifactRecord artifact = pages.artifact(visit, id);
        // A run has pages of what it has itself, a project of what is in its own scope.
        if (!artifact.scope().workflow().equals(place.scope().workflow())) {
            throw PageParts.nothing();
        }
        return request.getMethod().equals("POST")
                ? changed(visit, parts.action(), id, path, request, response)
                : shown(visit, parts.action(), id, path, response);
    }

    private Optional<View> shown(Visit visit, Action action, long id, ArtifactPath path, StaplerResponse2 response)
            throws IOException, Refusal {
        return switch (action) {
            case OPEN -> Optional.of(pages.open(visit, id, path));
            case DELETE -> Optional.of(pages.delete(visit, id, path));
            case DOWNLOAD, ZIP, IMAGE -> {
                go(response, downloads + links.to(deeds.target(visit, action, id, path)));
                yield Optional.empty();
            }
            case PIN, UNPIN -> throw new Refusal(405, visit.texts().of("use.button"));
        };
    }

    private Optional<View> changed(
            Visit visit, Action action, long id, ArtifactPath path, StaplerRequest2 request, StaplerResponse2 response)
            throws IOException, Refusal {
        return switch (action) {
            case DELETE -> Optional.of(deeds.delete(visit, id, path));
            case PIN, UNPIN -> {
                String list = deeds.pin(visit, id, path, action == Action.PIN);
                go(response, back(request.getParameter("to"), list));
                yield Optional.empty();
            }
            default -> throw new Refusal(405, visit.texts().of("only.looked.at"));
        };
    }

    /** A page of the list that the visitor came from, whatever a form says. */
    private static String back(String to, String list) {
        return to != null && (to.startsWith(list + "?") || to.startsWith(list + "/artifacts/")) ? to : list;
    }

    /** Goes on with a GET elsewhere. */
    private static void go(StaplerResponse2 response, String address) {
        response.setStatus(StaplerResponse2.SC_SEE_OTHER);
        response.setHeader("Location", address);
        response.setHeader("Cache-Control", "private, no-store");
    }
}
