package io.jenkins.plugins.artifactscopes.jenkins.steps;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.artifactscopes.jenkins.RunScopes;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.InvalidPathException;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * What a step's scope is here.
 *
 * @param id the scope instance
 * @param holder the job or run that the step is of
 * @param by the step's stages, else its run, for people to read
 */
record StepScope(ScopeId id, Holder holder, String by) {
    /** @throws AbortException when there is no such scope, or none for this step; the message lists what is allowed */
    static StepScope of(String word, StepContext context) throws IOException, InterruptedException {
        Run<?, ?> run = context.get(Run.class);
        FlowNode step = context.get(FlowNode.class);
        if (run == null || step == null) {
            throw new AbortException("Artifact steps need a Pipeline run.");
        }
        RunScopes scopes = RunScopes.of(run);
        String job = JobBlock.around(step).map(JobBlock::id).orElse(null);
        String stages = JobBlock.stages(step);
        String by = stages.isEmpty() ? run.getFullDisplayName() : stages;
        try {
            return new StepScope(scopes.id(Scope.of(word), job), scopes.holder(job), by);
        } catch (IllegalArgumentException e) {
            throw new AbortException(e.getMessage());
        }
    }

    /** @throws AbortException when the path is absolute or leaves where it is below; the message says what is allowed */
    static ArtifactPath path(String what, String text) throws AbortException {
        try {
            return ArtifactPath.parse(text);
        } catch (InvalidPathException e) {
            throw new AbortException(what + ": " + e.getMessage());
        }
    }
}
