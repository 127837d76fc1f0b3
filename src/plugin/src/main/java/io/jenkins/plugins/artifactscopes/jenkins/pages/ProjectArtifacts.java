package io.jenkins.plugins.artifactscopes.jenkins.pages;

import hudson.model.AbstractItem;
import hudson.model.Action;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactQuery;
import io.jenkins.plugins.artifactscopes.catalog.ArtifactQuery.Direction;
import io.jenkins.plugins.artifactscopes.jenkins.ScopeService;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** The artifacts of a project and the workflows that have some: a link at the side, and the pages below. */
public class ProjectArtifacts implements Action {
    private static final Logger LOGGER = Logger.getLogger(ProjectArtifacts.class.getName());

    private final transient AbstractItem project;

    ProjectArtifacts(AbstractItem project) {
        this.project = project;
    }

    /** Null where there is nothing that the visitor may see; the page is there all the same. */
    @Override
    public @Nullable String getIconFileName() {
        return isShown() ? RunArtifacts.ICON : null;
    }

    private boolean isShown() {
        Place place = new Place(project, null);
        try {
            return place.access().mayRead(place.scope())
                    && ScopeService.get()
                                    .catalog()
                                    .page(ArtifactQuery.of(project.getFullName()), 0, 0, Direction.NEWEST_FIRST)
                                    .total()
                            > 0;
        } catch (IOException e) {
            // The page itself says so; that of the project has other things to show.
            LOGGER.log(Level.FINE, "The artifacts of " + project.getFullName() + " cannot be reached", e);
            return false;
        }
    }

    @Override
    public String getDisplayName() {
        return Place.texts().of("project.artifacts");
    }

    @Override
    public String getUrlName() {
        return JenkinsAddresses.NAME;
    }

    /** The project's own page. */
    public void doIndex(StaplerRequest2 request, StaplerResponse2 response) throws IOException, ServletException {
        ShownPage.show(project, new Place(project, null), request, response);
    }

    /** Everything below; what changes something is a POST, which Jenkins lets in with a crumb only. */
    public void doDynamic(StaplerRequest2 request, StaplerResponse2 response) throws IOException, ServletException {
        ShownPage.show(project, new Place(project, null), request, response);
    }

    /** On a branch, whose project has the pages. */
    static final class OfBranch extends ProjectArtifacts {
        private final transient AbstractItem project;

        OfBranch(AbstractItem project) {
            super(project);
            this.project = project;
        }

        @Override
        public String getUrlName() {
            // From a slash on, Jenkins counts from its root.
            return "/" + project.getUrl() + JenkinsAddresses.NAME;
        }
    }
}
