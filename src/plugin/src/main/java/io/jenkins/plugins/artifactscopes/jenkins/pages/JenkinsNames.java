package io.jenkins.plugins.artifactscopes.jenkins.pages;

import hudson.model.Item;
import hudson.model.Run;
import hudson.security.ACL;
import io.jenkins.plugins.artifactscopes.jenkins.ProjectItems;
import io.jenkins.plugins.artifactscopes.jenkins.steps.JobNames;
import io.jenkins.plugins.artifactscopes.view.Names;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/** Runs by their numbers, behind the name of their branch where there is one; jobs by the stages around them. */
final class JenkinsNames implements Names {
    private static final Logger LOGGER = Logger.getLogger(JenkinsNames.class.getName());

    private final ProjectItems items = new ProjectItems(Jenkins.get(), ACL.SYSTEM2);

    @Override
    public Optional<String> workflow(String project, String workflow) {
        return items.project(project)
                .flatMap(item -> ProjectItems.run(item, workflow).map(run -> name(item, run)));
    }

    private static String name(Item project, Run<?, ?> run) {
        String number = "#" + run.getNumber();
        return run.getParent() == project ? number : run.getParent().getDisplayName() + " " + number;
    }

    @Override
    public String job(String project, String workflow, String job) {
        return items.project(project)
                .flatMap(item -> ProjectItems.run(item, workflow))
                .flatMap(run -> name(run, job))
                .orElseGet(() -> unnamed(job));
    }

    /** A node block outside all stages has no name but the number of its step, which alone says nothing to people. */
    private static String unnamed(String job) {
        return job.matches("[0-9]+") ? "node " + job : job;
    }

    private static Optional<String> name(Run<?, ?> run, String job) {
        try {
            return JobNames.of(run, job);
        } catch (IOException e) {
            // Its artifacts are there all the same, under its id.
            LOGGER.log(Level.FINE, "The record of " + run + " cannot be read", e);
            return Optional.empty();
        }
    }
}
