package io.jenkins.plugins.artifactscopes.jenkins.shell;

import hudson.Extension;
import hudson.FilePath;
import hudson.console.ConsoleLogFilter;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.artifactscopes.jenkins.Messages;
import io.jenkins.plugins.artifactscopes.jenkins.agent.Outcome;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.GeneralNonBlockingStepExecution;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code withArtifactScopes { sh 'artifact push workflow dist' }}: provides the {@code artifact} command in a block. */
public final class CommandStep extends Step {
    static final String FUNCTION = "withArtifactScopes";

    @DataBoundConstructor
    public CommandStep() {
        // There is nothing to choose.
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context);
    }

    private static final class Execution extends GeneralNonBlockingStepExecution {
        private static final long serialVersionUID = 1;

        Execution(StepContext context) {
            super(context);
        }

        @Override
        public boolean start() {
            run(this::begin);
            return false;
        }

        /** What stands against it is told here, and not by the first command. */
        private void begin() throws Exception {
            StepContext context = getContext();
            Outcome.of(() -> {
                CommandEnvironment.address();
                return AgentCommands.get().on(context.get(Computer.class), "");
            });
            context.newBodyInvoker()
                    .withContext(
                            EnvironmentExpander.merge(context.get(EnvironmentExpander.class), new SecretVariables()))
                    .withContext(
                            BodyInvoker.mergeConsoleLogFilters(context.get(ConsoleLogFilter.class), new TokenMask()))
                    .withCallback(BodyExecutionCallback.wrap(context))
                    .start();
        }
    }

    /** Describes the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return FUNCTION;
        }

        @Override
        public String getDisplayName() {
            return Messages.CommandStep_displayName();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FlowNode.class, TaskListener.class, FilePath.class, Computer.class);
        }
    }
}
