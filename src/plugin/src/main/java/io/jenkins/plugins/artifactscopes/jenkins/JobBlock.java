package io.jenkins.plugins.artifactscopes.jenkins;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.actions.BodyInvocationAction;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.ThreadNameAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graph.StepNode;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The innermost {@code node} block around a step: the job of the job scope. The flow graph is kept with the build, so the block is the same
 * one after the controller was started again.
 *
 * @param id of the node that the block starts with; unique within the run
 * @param name the enclosing stages and branches, from the outermost on; empty for none
 */
public record JobBlock(String id, String name) {
    public static Optional<JobBlock> around(FlowNode step) {
        for (FlowNode block : step.iterateEnclosingBlocks()) {
            Optional<JobBlock> job = at(block);
            if (job.isPresent()) {
                return job;
            }
        }
        return Optional.empty();
    }

    /** The job that begins with {@code block}, if one does. */
    public static Optional<JobBlock> at(FlowNode block) {
        return isNodeBlock(block) ? Optional.of(new JobBlock(block.getId(), stages(block))) : Optional.empty();
    }

    private static boolean isNodeBlock(FlowNode block) {
        return isBlockOf("node", block);
    }

    /** Whether the step of that name begins there, and not only its body. */
    public static boolean isBlockOf(String step, FlowNode block) {
        StepDescriptor found = block instanceof StepNode node ? node.getDescriptor() : null;
        return found != null
                && found.getFunctionName().equals(step)
                && block.getAction(BodyInvocationAction.class) == null;
    }

    /** The stages and branches around {@code node}, such as {@code Test / linux}. */
    public static String stages(FlowNode node) {
        Deque<String> names = new ArrayDeque<>();
        for (FlowNode block : node.iterateEnclosingBlocks()) {
            String branch = branch(block);
            String name = branch == null ? stage(block) : branch;
            // Declarative makes of each parallel stage a branch with a stage of the same name right in it.
            if (name != null && (branch == null || !branch.equals(names.peek()))) {
                names.push(name);
            }
        }
        return String.join(" / ", names);
    }

    private static @Nullable String branch(FlowNode block) {
        ThreadNameAction action = block.getAction(ThreadNameAction.class);
        return action == null ? null : action.getThreadName();
    }

    private static @Nullable String stage(FlowNode block) {
        LabelAction stage = block.getAction(LabelAction.class);
        return stage == null ? null : stage.getDisplayName();
    }
}
