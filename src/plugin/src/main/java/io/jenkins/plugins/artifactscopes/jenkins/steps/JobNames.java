package io.jenkins.plugins.artifactscopes.jenkins.steps;

import hudson.model.Run;
import io.jenkins.plugins.artifactscopes.jenkins.JobBlock;
import java.io.IOException;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jspecify.annotations.Nullable;

/** What jobs are called, for people to read. */
public final class JobNames {
    private JobNames() {}

    /**
     * The path of the stages and branches around a job, such as {@code Test / linux}.
     *
     * @param job its id, as in the job scope
     * @return empty where there is no such job, nothing around it, or no record of it any more
     */
    public static Optional<String> of(Run<?, ?> run, String job) throws IOException {
        FlowExecutionOwner owner =
                run instanceof FlowExecutionOwner.Executable executable ? executable.asFlowExecutionOwner() : null;
        FlowExecution execution = owner == null ? null : execution(run, owner);
        FlowNode block = execution == null ? null : execution.getNode(job);
        return Optional.ofNullable(block)
                .flatMap(JobBlock::at)
                .map(JobBlock::name)
                .filter(name -> !name.isEmpty());
    }

    /** That of a run that has ended may have to be loaded first: nobody may have done so since the controller was started. */
    private static @Nullable FlowExecution execution(Run<?, ?> run, FlowExecutionOwner owner) throws IOException {
        return run.isBuilding() ? owner.getOrNull() : owner.get();
    }
}
