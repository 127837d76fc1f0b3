package io.jenkins.plugins.artifactscopes.jenkins.shell;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.artifactscopes.http.JobClaim;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ArtifactScopesConfiguration;
import java.io.IOException;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepEnvironmentContributor;

/**
 * Gives steps in a block with the command its environment. It is made for each step anew, so that neither the token nor where the command lies
 * is kept with the build.
 */
@Extension
public final class CommandEnvironment extends StepEnvironmentContributor {
    static final String TOKEN = "ARTIFACT_TOKEN";

    @Override
    public void buildEnvironmentFor(StepContext step, EnvVars environment, TaskListener console)
            throws IOException, InterruptedException {
        FlowNode node = step.get(FlowNode.class);
        Optional<CommandBlock> around = node == null ? Optional.empty() : CommandBlock.around(node);
        if (around.isEmpty()) {
            return;
        }
        if (around.get().asked()) {
            provide(around.get(), step, environment);
        } else if (ArtifactScopesConfiguration.get().isProvideCommand() && !environment.containsKey(TOKEN)) {
            offer(around.get(), step, environment, console);
        }
    }

    /** Nobody asked for it in this block, so that what stands against it is no failure of the step. */
    private static void offer(CommandBlock block, StepContext step, EnvVars environment, TaskListener console)
            throws InterruptedException {
        try {
            provide(block, step, environment);
        } catch (IOException e) {
            console.getLogger().println("The artifact command is not provided: " + e.getMessage());
        }
    }

    private static void provide(CommandBlock block, StepContext step, EnvVars environment)
            throws IOException, InterruptedException {
        Run<?, ?> run = step.get(Run.class);
        if (run == null) {
            throw new AbortException("The artifact command needs a Pipeline run.");
        }
        JobClaim claim = block.claim(run);
        InstalledCommand command = AgentCommands.get().on(step.get(Computer.class), claim.toString());
        environment.override("PATH+ARTIFACT_SCOPES", command.directory());
        environment.put("ARTIFACT_SCOPES_JAVA", command.java());
        environment.put("ARTIFACT_URL", address());
        environment.put(TOKEN, LiveTokens.mint(claim));
        environment.put("ARTIFACT_PROJECT", claim.project());
        environment.put("ARTIFACT_WORKFLOW", claim.workflow());
        environment.put("ARTIFACT_JOB", claim.job());
    }

    /** @throws AbortException when the administrator has told none */
    static String address() throws AbortException {
        return ArtifactScopesConfiguration.get()
                .commandAddress()
                .orElseThrow(() -> new AbortException("The artifact command needs the address of Jenkins. Set the"
                        + " Jenkins URL, or 'Address of Jenkins for agents', under Manage Jenkins » System."));
    }
}
