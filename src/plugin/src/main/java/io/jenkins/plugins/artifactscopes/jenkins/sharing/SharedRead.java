package io.jenkins.plugins.artifactscopes.jenkins.sharing;

import hudson.AbortException;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What a build wants to read of another project.
 *
 * @param project as a script writes it
 * @param run which run's workflow scope; null for the last successful one
 */
public record SharedRead(String project, @Nullable String run, Scope scope, ArtifactPath path) {
    /**
     * As a build's author writes it.
     *
     * @param scope the word for it
     * @throws AbortException when there is no such scope; the message lists those that exist
     */
    public static SharedRead of(String project, @Nullable String run, String scope, ArtifactPath path)
            throws AbortException {
        try {
            return new SharedRead(project, run, Scope.of(scope), path);
        } catch (IllegalArgumentException e) {
            throw new AbortException(e.getMessage());
        }
    }

    ProjectName name() {
        return new ProjectName(project.strip());
    }

    RunChoice choice() throws AbortException {
        return RunChoice.parse(run);
    }

    /**
     * Looks at what is entered in a form.
     *
     * @throws AbortException for what means no run; the message says what does
     */
    public static void requireRun(String run) throws AbortException {
        RunChoice.parse(run);
    }

    /** @throws AbortException for what nobody may ask; the message says what can be asked */
    void requireSense() throws AbortException {
        if (scope == Scope.JOB) {
            throw new AbortException(
                    "The job scope is read by the job that wrote it alone. Of another project, read the"
                            + " scope 'workflow' or 'project'.");
        }
        if (scope == Scope.PROJECT && run != null) {
            throw new AbortException("The project scope belongs to no run. Leave run: '" + ProjectName.shown(run)
                    + "' away, or read the scope 'workflow'.");
        }
        if (scope == Scope.WORKFLOW) {
            choice();
        }
    }
}
