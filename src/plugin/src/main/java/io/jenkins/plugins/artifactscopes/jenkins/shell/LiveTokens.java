package io.jenkins.plugins.artifactscopes.jenkins.shell;

import hudson.model.Run;
import hudson.security.ACL;
import io.jenkins.plugins.artifactscopes.http.JobClaim;
import io.jenkins.plugins.artifactscopes.http.JobTokens;
import io.jenkins.plugins.artifactscopes.jenkins.ChangeRequests;
import io.jenkins.plugins.artifactscopes.jenkins.JobBlock;
import io.jenkins.plugins.artifactscopes.jenkins.ProjectItems;
import io.jenkins.plugins.artifactscopes.jenkins.SigningKey;
import io.jenkins.plugins.artifactscopes.scope.Scope;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/**
 * The tokens of jobs. None is kept anywhere: a token is good as long as the run that it names is there and the block that it names has not
 * ended, which the run's own record says after a restart of the controller too.
 */
public final class LiveTokens {
    private static final Logger LOGGER = Logger.getLogger(LiveTokens.class.getName());

    private LiveTokens() {}

    static String mint(JobClaim claim) {
        return tokens().mint(claim);
    }

    private static JobTokens tokens() {
        return new JobTokens(SigningKey.signer("jobs"));
    }

    /** The job that a token was minted for; empty for one that was not minted here, or whose block has ended. */
    public static Optional<Job> job(String token) {
        return tokens().read(token).flatMap(LiveTokens::live);
    }

    /** The job that a claim, which something signed here says, is about; empty when its block has ended. */
    public static Optional<Job> live(JobClaim claim) {
        return new ProjectItems(Jenkins.get(), ACL.SYSTEM2)
                .project(claim.project())
                .flatMap(project -> ProjectItems.run(project, claim.workflow()))
                .filter(run -> Long.toString(run.getTimeInMillis()).equals(claim.run()))
                .flatMap(run -> live(run, claim));
    }

    private static Optional<Job> live(Run<?, ?> run, JobClaim claim) {
        try {
            FlowExecutionOwner owner =
                    run instanceof FlowExecutionOwner.Executable executable ? executable.asFlowExecutionOwner() : null;
            FlowExecution execution = owner == null ? null : owner.get();
            FlowNode block = execution == null || execution.isComplete() ? null : execution.getNode(claim.block());
            return block == null || !block.isActive() ? Optional.empty() : Optional.of(job(run, claim, block));
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "Whether " + claim + " still runs cannot be told", e);
            return Optional.empty();
        }
    }

    private static Job job(Run<?, ?> run, JobClaim claim, FlowNode block) {
        String stages = JobBlock.stages(block);
        return new Job(
                claim,
                stages.isEmpty() ? run.getParent().getFullName() + " #" + run.getNumber() : stages,
                ChangeRequests.refusal(run.getParent(), Scope.PROJECT));
    }

    /**
     * A job that runs.
     *
     * @param by its stages, else its run, for people to read
     * @param projectRefusal why it may not write to the project scope; empty where it may
     */
    public record Job(JobClaim claim, String by, Optional<String> projectRefusal) {}
}
