package io.jenkins.plugins.artifactscopes.server.pages;

import io.jenkins.plugins.artifactscopes.view.Crumb;
import io.jenkins.plugins.artifactscopes.view.HiddenField;
import io.jenkins.plugins.artifactscopes.view.View;
import java.util.ArrayList;
import java.util.List;

/**
 * What is around every view.
 *
 * @param root the context path
 * @param visitor who is signed in, or empty
 */
public record Frame(View view, String root, String visitor, HiddenField guard) {
    static final String PROJECTS = "/projects";

    /** The page to begin at. */
    public String home() {
        return root + PROJECTS;
    }

    /** Where style and script are. */
    public String assets() {
        return root + "/assets";
    }

    public String signOut() {
        return root + "/sign-out";
    }

    public boolean known() {
        return !visitor.isEmpty();
    }

    /** The way from all projects to the view. */
    public List<Crumb> crumbs() {
        List<Crumb> crumbs = new ArrayList<>();
        if (known()) {
            crumbs.add(new Crumb("Projects", home()));
            crumbs.addAll(view.trail());
        }
        return crumbs;
    }
}
