package io.jenkins.plugins.artifactscopes.jenkins.shell;

import hudson.EnvVars;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;

/** Tells Pipeline which variable is not to be recorded in the arguments of steps; the value is brought by {@link CommandEnvironment}. */
final class SecretVariables extends EnvironmentExpander {
    private static final long serialVersionUID = 1;

    @Override
    public void expand(EnvVars env) {
        // Nothing: a value here would be kept with the build.
    }

    @Override
    public Set<String> getSensitiveVariables() {
        return Set.of(CommandEnvironment.TOKEN);
    }
}
