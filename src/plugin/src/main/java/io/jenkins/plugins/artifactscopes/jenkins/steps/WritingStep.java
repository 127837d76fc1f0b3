package io.jenkins.plugins.artifactscopes.jenkins.steps;

import hudson.AbortException;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that changes what its own run or project has, and never what another project has. */
public abstract class WritingStep extends ScopeStep {
    private transient @Nullable String project;

    WritingStep(String scope, @Nullable String path) {
        super(scope, path);
    }

    /** Nothing that a step could have. */
    @Deprecated
    public @Nullable String getProject() {
        return null;
    }

    /** @deprecated taken only so that who writes it is told why it cannot be */
    @Deprecated
    @DataBoundSetter
    public void setProject(@Nullable String project) {
        this.project = project;
    }

    /** @throws AbortException where another project is named */
    final void requireOwn() throws AbortException {
        if (project != null) {
            throw new AbortException(
                    "A build changes what its own run and project have, and nothing of another project ('"
                            + project.replaceAll("\\p{Cntrl}", "?")
                            + "'). Push it here, and have the other project read it with"
                            + " artifactPull project: …, where this one shares it.");
        }
    }
}
