package io.jenkins.plugins.artifactscopes.audit;

import io.jenkins.plugins.artifactscopes.scope.ScopeId;

/**
 * Where something was done. What does not apply is empty.
 *
 * @param scope the word of its kind
 * @param project as it was named; of a refusal it need not be there
 * @param path the first path
 * @param to the last path, where there are several
 */
public record AuditPlace(String scope, String project, String workflow, String job, String path, String to) {
    /** All that is stored. */
    public static final AuditPlace EVERYWHERE = new AuditPlace("", "", "", "", "", "");

    public static AuditPlace of(ScopeId scope, String path) {
        return of(scope, path, "");
    }

    /** @param to empty, or the same as {@code path}, where there is but one */
    public static AuditPlace of(ScopeId scope, String path, String to) {
        return new AuditPlace(
                scope.scope().word(),
                scope.project(),
                scope.workflow().orElse(""),
                scope.job().orElse(""),
                path,
                to.equals(path) ? "" : to);
    }
}
