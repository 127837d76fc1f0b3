package io.jenkins.plugins.artifactscopes.jenkins.freestyle;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.AbstractBuild;
import io.jenkins.plugins.artifactscopes.jenkins.ChangeRequests;
import io.jenkins.plugins.artifactscopes.jenkins.RunPart;
import io.jenkins.plugins.artifactscopes.jenkins.RunScopes;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.util.Optional;

/**
 * What a scope is in a build. The build is the job, or the configuration is that of a matrix build.
 *
 * @param id the scope instance
 * @param holder the job that the build is
 */
record BuildScope(ScopeId id, Holder holder) {
    private static final String BUILD = "build";

    /** @throws AbortException when there is no such scope; the message lists those that exist */
    static BuildScope of(String word, AbstractBuild<?, ?> build) throws AbortException {
        RunScopes scopes = RunScopes.of(build);
        String job = RunPart.of(build).map(RunPart::id).orElse(BUILD);
        try {
            return new BuildScope(scopes.id(Scope.of(word), job), scopes.holder(job));
        } catch (IllegalArgumentException e) {
            throw new AbortException(e.getMessage());
        }
    }

    /** @throws AbortException as {@link #of} does, and when builds such as this one may not change that scope */
    static BuildScope toChange(String word, AbstractBuild<?, ?> build) throws AbortException {
        BuildScope scope = of(word, build);
        Optional<String> refusal = ChangeRequests.refusal(build.getParent(), scope.id.scope());
        if (refusal.isPresent()) {
            throw new AbortException(refusal.get());
        }
        return scope;
    }

    /** @throws AbortException when the agent is gone */
    static FilePath workspace(AbstractBuild<?, ?> build) throws AbortException {
        FilePath workspace = build.getWorkspace();
        if (workspace == null) {
            throw new AbortException("The build has no workspace. See that its agent is online.");
        }
        return workspace;
    }
}
