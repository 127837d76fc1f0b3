package io.jenkins.plugins.artifactscopes.http.github;

import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;

/**
 * A project as GitHub's clients name it.
 *
 * @param owner the project's folders joined by {@code :}, or {@code -} for none
 * @param repo its last name
 */
public record ProjectName(String owner, String repo) {
    private static final String NONE = "-";

    public static ProjectName of(String project) {
        int slash = project.lastIndexOf('/');
        return slash < 0
                ? new ProjectName(NONE, project)
                : new ProjectName(project.substring(0, slash).replace('/', ':'), project.substring(slash + 1));
    }

    /** @throws Refusal 404 for what can be no project */
    public String project() throws Refusal {
        String project = owner.equals(NONE) ? repo : owner.replace(':', '/') + "/" + repo;
        try {
            return ScopeId.project(project).project();
        } catch (IllegalArgumentException e) {
            throw new Refusal(404, "There is no such project.");
        }
    }
}
