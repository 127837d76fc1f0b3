package io.jenkins.plugins.artifactscopes.server.pages;

import io.jenkins.plugins.artifactscopes.catalog.Runs;
import io.jenkins.plugins.artifactscopes.http.github.ProjectName;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.view.Action;
import io.jenkins.plugins.artifactscopes.view.Addresses;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** Where the server has the pages of a project. */
final class PageAddresses implements Addresses {
    private final String base;
    private final String project;
    private final Runs runs;

    /** @param root the context path */
    PageAddresses(String root, String project, Runs runs) {
        ProjectName name = ProjectName.of(project);
        this.base = root + Frame.PROJECTS + "/" + encoded(name.owner()) + "/" + encoded(name.repo());
        this.project = project;
        this.runs = runs;
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String project() {
        return base;
    }

    @Override
    public String workflows() {
        return base + "/runs";
    }

    @Override
    public String workflow(String workflow) {
        OptionalLong number = runs.number(project, workflow);
        return workflows() + "/" + (number.isPresent() ? number.getAsLong() : 0);
    }

    @Override
    public String job(String workflow, String job) {
        return workflow(workflow) + "/jobs/" + encoded(job);
    }

    @Override
    public String artifact(Action action, long artifact, ArtifactPath path) {
        StringBuilder address = new StringBuilder(base + "/artifacts/" + artifact + "/" + action.word());
        path.names().forEach(name -> address.append('/').append(encoded(name)));
        return address.toString();
    }
}
