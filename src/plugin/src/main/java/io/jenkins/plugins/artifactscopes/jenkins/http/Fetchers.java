package io.jenkins.plugins.artifactscopes.jenkins.http;

import hudson.model.Cause;
import hudson.model.Computer;
import hudson.model.Executor;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.security.ACL;
import io.jenkins.plugins.artifactscopes.jenkins.ProjectItems;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask for a file of a run just now, which is not told: as long as a Pipeline runs, it itself or what it has started; after that, and
 * of other projects, anyone at work.
 */
record Fetchers(@Nullable Run<?, ?> pipeline) {
    static Fetchers of(ScopeId scope) {
        Optional<Run<?, ?>> run = scope.workflow().flatMap(workflow -> new ProjectItems(Jenkins.get(), ACL.SYSTEM2)
                .project(scope.project())
                .flatMap(project -> ProjectItems.run(project, workflow)));
        return new Fetchers(run.filter(Fetchers::isPipelineUnderWay).orElse(null));
    }

    private static boolean isPipelineUnderWay(Run<?, ?> run) {
        return run instanceof FlowExecutionOwner.Executable && run.isBuilding();
    }

    /** Where they are at work. */
    List<Computer> computers() {
        return Arrays.stream(Jenkins.get().getComputers()).filter(this::isOn).toList();
    }

    private boolean isOn(Computer computer) {
        return computer.getExecutors().stream()
                .map(Executor::getCurrentExecutable)
                .filter(Objects::nonNull)
                .anyMatch(this::mayAsk);
    }

    private boolean mayAsk(Queue.Executable work) {
        Queue.Executable parent = work.getParentExecutable();
        Run<?, ?> run = pipeline;
        return run == null || !((parent == null ? work : parent) instanceof Run<?, ?> other) || isOf(run, other);
    }

    private static boolean isOf(Run<?, ?> run, Run<?, ?> other) {
        return other.getExternalizableId().equals(run.getExternalizableId())
                || other.getCauses().stream()
                        .anyMatch(cause -> cause instanceof Cause.UpstreamCause started && started.pointsTo(run));
    }
}
