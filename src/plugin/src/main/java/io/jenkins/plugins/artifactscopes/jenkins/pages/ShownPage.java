package io.jenkins.plugins.artifactscopes.jenkins.pages;

import hudson.model.Actionable;
import hudson.model.BallColor;
import hudson.model.Run;
import io.jenkins.plugins.artifactscopes.view.Crumb;
import io.jenkins.plugins.artifactscopes.view.FileView;
import io.jenkins.plugins.artifactscopes.view.FolderView;
import io.jenkins.plugins.artifactscopes.view.View;
import io.jenkins.plugins.artifactscopes.view.WorkflowView;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * A page of core's within the layout of what it belongs to.
 *
 * <p>Its fragments read it as a bean, as {@code l:run-subpage} does.
 */
public final class ShownPage {
    private final Actionable object;
    private final View view;
    private final List<Crumb> crumbs;

    private ShownPage(Actionable object, View view, List<Crumb> crumbs) {
        this.object = object;
        this.view = view;
        this.crumbs = crumbs;
    }

    /** Answers with the page that is asked for at a place. */
    static void show(Actionable object, Place place, StaplerRequest2 request, StaplerResponse2 response)
            throws IOException, ServletException {
        Optional<View> view = new Pages(place).answer(request, response);
        if (view.isPresent()) {
            String root = request.getContextPath();
            JenkinsAddresses addresses = new JenkinsAddresses(root, place.project(), place.address(root));
            List<String> known = List.of(addresses.project(), place.address(root));
            ShownPage page = new ShownPage(object, view.get(), crumbs(view.get(), known));
            request.getView(page, place.run() == null ? "project.jelly" : "run.jelly")
                    .forward(request, response);
        }
    }

    /** What comes behind the crumbs of Jenkins itself, which lead to the page of {@code known} addresses. */
    private static List<Crumb> crumbs(View view, List<String> known) {
        List<Crumb> crumbs = new ArrayList<>(view.trail());
        crumbs.removeIf(crumb -> known.contains(crumb.address()));
        if (view instanceof FolderView folder) {
            crumbs.addAll(folder.path());
        } else if (view instanceof FileView file) {
            crumbs.addAll(file.path());
        } else if (!(view instanceof WorkflowView) && !view.trail().isEmpty()) {
            crumbs.add(new Crumb(view.title(), ""));
        }
        return crumbs;
    }

    /** The run, job or folder. */
    public Actionable getObject() {
        return object;
    }

    public View getView() {
        return view;
    }

    public List<Crumb> getCrumbs() {
        return List.copyOf(crumbs);
    }

    /** The title of the window. */
    public String getDisplayName() {
        return view.title();
    }

    /** The colour of the run's result, whose name the layout reads out. */
    public @Nullable BallColor getIconColor() {
        return object instanceof Run<?, ?> run ? run.getIconColor() : null;
    }
}
