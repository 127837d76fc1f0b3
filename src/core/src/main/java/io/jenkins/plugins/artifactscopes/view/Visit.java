package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.http.Access;
import io.jenkins.plugins.artifactscopes.http.Refusal;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;

/**
 * Somebody looks at a project.
 *
 * @param access what the visitor may do
 * @param request which part of the page's list is asked for
 * @param guard the field with which forms of this visitor prove where they come from
 * @param texts in the language of the visitor
 */
public record Visit(
        String project, Access access, Addresses addresses, ListRequest request, HiddenField guard, Texts texts) {
    /** What is said of whatever there is not, and of what the visitor may not know of, so that nobody can tell the two apart. */
    public static final String NOTHING =
            "There is no such page, or it is not for you to see. It may have been deleted, or have expired.";

    static Refusal nothing() {
        return new Refusal(404, NOTHING);
    }

    /** @throws Refusal 404 unless the visitor may see it */
    void requireRead(ScopeId scope) throws Refusal {
        if (!access.mayRead(scope)) {
            throw nothing();
        }
    }

    /** @throws Refusal 404 unless the visitor may see the project */
    void requireProject() throws Refusal {
        requireRead(ScopeId.project(project));
    }
}
