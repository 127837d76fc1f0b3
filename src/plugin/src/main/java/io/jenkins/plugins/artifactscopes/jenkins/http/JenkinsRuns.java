package io.jenkins.plugins.artifactscopes.jenkins.http;

import hudson.security.ACL;
import io.jenkins.plugins.artifactscopes.catalog.Runs;
import io.jenkins.plugins.artifactscopes.jenkins.ProjectItems;
import java.util.Optional;
import java.util.OptionalLong;
import jenkins.model.Jenkins;

/**
 * A job's runs are known by their build numbers. The branches of a project each count from 1, so its runs have the numbers that the catalog
 * gave them.
 */
final class JenkinsRuns implements Runs {
    private final Runs counted;

    JenkinsRuns(Runs counted) {
        this.counted = counted;
    }

    @Override
    public OptionalLong number(String project, String workflow) {
        if (workflow.indexOf('/') >= 0) {
            return counted.number(project, workflow);
        }
        try {
            return OptionalLong.of(Long.parseLong(workflow));
        } catch (NumberFormatException e) {
            return counted.number(project, workflow);
        }
    }

    @Override
    public Optional<String> workflow(String project, long number) {
        boolean branches = new ProjectItems(Jenkins.get(), ACL.SYSTEM2)
                .project(project)
                .filter(ProjectItems::hasBranches)
                .isPresent();
        return branches
                ? counted.workflow(project, number)
                : Optional.of(number).filter(run -> run > 0).map(String::valueOf);
    }
}
