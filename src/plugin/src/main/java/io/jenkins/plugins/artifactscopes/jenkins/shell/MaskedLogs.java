package io.jenkins.plugins.artifactscopes.jenkins.shell;

import hudson.Extension;
import io.jenkins.plugins.artifactscopes.jenkins.configuration.ArtifactScopesConfiguration;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.log.TaskListenerDecorator;
import org.jspecify.annotations.Nullable;

/** Keeps tokens out of all Pipelines' logs, where every node block has one. */
@Extension
public final class MaskedLogs implements TaskListenerDecorator.Factory {
    @Override
    public @Nullable TaskListenerDecorator of(FlowExecutionOwner owner) {
        return ArtifactScopesConfiguration.get().isProvideCommand()
                ? TaskListenerDecorator.fromConsoleLogFilter(new TokenMask())
                : null;
    }
}
