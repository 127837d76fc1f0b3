package io.jenkins.plugins.artifactscopes.jenkins.steps;

import hudson.AbortException;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.artifactscopes.jenkins.sharing.SharedRead;
import io.jenkins.plugins.artifactscopes.jenkins.sharing.SharedScopes;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jspecify.annotations.Nullable;
import org.jvnet.localizer.Localizable;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that reads, of its own run or project or of another project that lets it. */
public abstract class ReadingStep extends ScopeStep {
    private @Nullable String project;
    private @Nullable String run;

    ReadingStep(String scope, @Nullable String path) {
        super(scope, path);
    }

    public @Nullable String getProject() {
        return project;
    }

    @DataBoundSetter
    public void setProject(@Nullable String project) {
        this.project = Util.fixEmptyAndTrim(project);
    }

    public @Nullable String getRun() {
        return run;
    }

    @DataBoundSetter
    public void setRun(@Nullable String run) {
        this.run = Util.fixEmptyAndTrim(run);
    }

    /** @throws AbortException when there is no such scope here, or when another project does not let this one read it */
    final ScopeId readable(StepContext context, ArtifactPath what) throws IOException, InterruptedException {
        if (project == null) {
            if (run != null) {
                throw new AbortException(
                        "run says which run of another project is meant. Write project: 'team/app' too,"
                                + " or leave run away to read the scopes of this run.");
            }
            return StepScope.of(getScope(), context).id();
        }
        Run<?, ?> reader = Objects.requireNonNull(context.get(Run.class));
        return SharedScopes.find(reader, SharedRead.of(project, run, getScope(), what));
    }

    /** Lets the number of a run be written as one. */
    abstract static class ReadingStepDescriptor extends ScopeStepDescriptor implements CustomDescribableModel {
        private static final Set<Class<?>> NUMBERS = Set.of(Integer.class, Long.class);

        ReadingStepDescriptor(String function, Localizable title, boolean files) {
            super(function, title, files);
        }

        @Override
        public Map<String, Object> customInstantiate(Map<String, Object> arguments) {
            Object run = arguments.get("run");
            if (run == null || !NUMBERS.contains(run.getClass())) {
                return arguments;
            }
            Map<String, Object> changed = new HashMap<>(arguments);
            changed.put("run", run.toString());
            return changed;
        }
    }
}
