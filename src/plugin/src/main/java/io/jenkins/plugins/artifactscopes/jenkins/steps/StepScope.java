package io.jenkins.plugins.artifactscopes.jenkins.steps;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.artifactscopes.jenkins.ChangeRequests;
import io.jenkins.plugins.artifactscopes.jenkins.JobBlock;
import io.jenkins.plugins.artifactscopes.jenkins.RunScopes;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
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

    /** @throws AbortException as {@link #of} does, and when builds such as this one may not change that scope */
    static StepScope toChange(String word, StepContext context) throws IOException, InterruptedException {
        StepScope scope = of(word, context);
        Run<?, ?> run = Objects.requireNonNull(context.get(Run.class));
        Optional<String> refusal =
                ChangeRequests.refusal(run.getParent(), scope.id().scope());
        if (refusal.isPresent()) {
            throw new AbortException(refusal.get());
        }
        return scope;
    }
}
