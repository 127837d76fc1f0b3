package io.jenkins.plugins.artifactscopes.jenkins;

import hudson.Util;
import hudson.matrix.MatrixBuild;
import hudson.matrix.MatrixConfiguration;
import hudson.matrix.MatrixRun;
import hudson.model.Job;
import hudson.model.Run;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.jspecify.annotations.Nullable;

/** The configurations of matrix projects, where the plugin that brings them is there. */
@OptionalExtension(requirePlugins = "matrix-project")
public final class MatrixParts implements RunPart.Kind {
    private static final String PLAIN = "[A-Za-z0-9=,._+-]{1,100}";

    @Override
    public @Nullable Job<?, ?> whole(Job<?, ?> job) {
        return job instanceof MatrixConfiguration configuration ? configuration.getParent() : null;
    }

    @Override
    public @Nullable RunPart part(Run<?, ?> run) {
        MatrixBuild whole = run instanceof MatrixRun part ? part.getParentBuild() : null;
        return whole == null ? null : new RunPart(whole, id(run.getParent().getName()));
    }

    @Override
    public @Nullable Run<?, ?> find(Run<?, ?> whole, String id) {
        return whole instanceof MatrixBuild build
                ? build.getExactRuns().stream()
                        .filter(part -> id(part.getParent().getName()).equals(id))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    /** Values of axes may have any characters; the job's id is the name of a directory. */
    private static String id(String combination) {
        return combination.matches(PLAIN) && !combination.startsWith(".") ? combination : Util.getDigestOf(combination);
    }
}
