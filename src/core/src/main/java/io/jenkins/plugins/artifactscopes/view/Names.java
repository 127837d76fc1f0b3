package io.jenkins.plugins.artifactscopes.view;

import io.jenkins.plugins.artifactscopes.catalog.Runs;
import java.util.Optional;
import java.util.OptionalLong;

/** What a host calls the workflows and jobs of its projects, for people to read. The names may be any text. */
public interface Names {
    /** Such as {@code #7}; empty where there is no such workflow. */
    Optional<String> workflow(String project, String workflow);

    /** What else tells the workflow from others; empty where its name says all. */
    default String detail(String project, String workflow) {
        return "";
    }

    /** Such as {@code Test / linux}. */
    String job(String project, String workflow, String job);

    /** Names where workflows are known by their numbers, and jobs by their ids. */
    static Names of(Runs runs) {
        return new Names() {
            @Override
            public Optional<String> workflow(String project, String workflow) {
                OptionalLong number = runs.number(project, workflow);
                return number.isPresent() ? Optional.of("#" + number.getAsLong()) : Optional.empty();
            }

            @Override
            public String detail(String project, String workflow) {
                return workflow;
            }

            @Override
            public String job(String project, String workflow, String job) {
                return job;
            }
        };
    }
}
