package io.jenkins.plugins.artifactscopes.jenkins.pages;

import hudson.model.Run;
import io.jenkins.plugins.artifactscopes.view.ListPages;
import io.jenkins.plugins.artifactscopes.view.WorkflowRow;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.management.Badge;
import jenkins.model.Tab;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** The artifacts of a run and its jobs: a tab, a line of the summary, a card, and the pages below. */
public final class RunArtifacts extends Tab {
    private static final Logger LOGGER = Logger.getLogger(RunArtifacts.class.getName());
    static final String ICON = "symbol-artifacts plugin-artifact-scopes";

    private final transient Run<?, ?> run;

    RunArtifacts(Run<?, ?> run) {
        super(run);
        this.run = run;
    }

    /** Null where there is nothing that the visitor may see, so that nobody is led to an empty page; the page is there all the same. */
    @Override
    public @Nullable String getIconFileName() {
        return getLine().isPresent() ? ICON : null;
    }

    @Override
    public String getDisplayName() {
        return Place.texts().of("artifacts");
    }

    @Override
    public String getUrlName() {
        return JenkinsAddresses.NAME;
    }

    @Override
    public @Nullable Badge getBadge() {
        return getLine()
                .map(line ->
                        new Badge(line.artifacts(), line.artifacts() + " " + getDisplayName(), Badge.Severity.INFO))
                .orElse(null);
    }

    /** What there is, for people to read; empty when there is nothing that the visitor may see. */
    public Optional<WorkflowRow> getLine() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        if (request == null) {
            return Optional.empty();
        }
        Place place = Place.of(run);
        try {
            return new ListPages(Pages.source())
                    .line(place.visit(request), place.scope().workflow().orElseThrow());
        } catch (IOException e) {
            // Its own page says so; that of the run has other things to show.
            LOGGER.log(Level.FINE, "The artifacts of " + run + " cannot be reached", e);
            return Optional.empty();
        }
    }

    /** The run's own page. */
    public void doIndex(StaplerRequest2 request, StaplerResponse2 response) throws IOException, ServletException {
        ShownPage.show(run, Place.of(run), request, response);
    }

    /** Everything below; what changes something is a POST, which Jenkins lets in with a crumb only. */
    public void doDynamic(StaplerRequest2 request, StaplerResponse2 response) throws IOException, ServletException {
        ShownPage.show(run, Place.of(run), request, response);
    }
}
