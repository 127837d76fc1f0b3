package io.jenkins.plugins.artifactscopes.jenkins.shell;

import hudson.model.Run;
import io.jenkins.plugins.artifactscopes.http.JobClaim;
import io.jenkins.plugins.artifactscopes.jenkins.JobBlock;
import io.jenkins.plugins.artifactscopes.jenkins.RunScopes;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jspecify.annotations.Nullable;

/**
 * The block in which steps have the command.
 *
 * @param job the node block that they are in
 * @param id of the block as long as which the token is good
 * @param asked whether the block is there for the command alone
 */
record CommandBlock(JobBlock job, String id, boolean asked) {
    /** Around a step; empty outside any node block. */
    static Optional<CommandBlock> around(FlowNode step) {
        FlowNode asked = null;
        for (FlowNode block : step.iterateEnclosingBlocks()) {
            if (asked == null && JobBlock.isBlockOf(CommandStep.FUNCTION, block)) {
                asked = block;
            }
            Optional<JobBlock> job = JobBlock.at(block);
            if (job.isPresent()) {
                return Optional.of(in(job.get(), asked));
            }
        }
        return Optional.empty();
    }

    private static CommandBlock in(JobBlock job, @Nullable FlowNode asked) {
        return asked == null ? new CommandBlock(job, job.id(), false) : new CommandBlock(job, asked.getId(), true);
    }

    JobClaim claim(Run<?, ?> run) {
        RunScopes scopes = RunScopes.of(run);
        return new JobClaim(scopes.project(), scopes.workflow(), job.id(), id, Long.toString(run.getTimeInMillis()));
    }
}
