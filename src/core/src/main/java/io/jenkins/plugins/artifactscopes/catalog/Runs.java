package io.jenkins.plugins.artifactscopes.catalog;

import io.jenkins.plugins.artifactscopes.store.Origin;
import java.util.Optional;
import java.util.OptionalLong;

/** The numbers of a project's runs, from 1: what public clients know runs by. Safe for use by many threads. */
public interface Runs {
    /** Empty for a run that has none. */
    OptionalLong number(String project, String workflow);

    /** The run of this number. */
    Optional<String> workflow(String project, long number);

    /** The highest number that a run of the project has; 0 for none, and where the host does not tell. */
    default long latest(String project) {
        return 0;
    }

    /** What the run was built from, as far as somebody told. */
    default Origin origin(String project, String workflow) {
        return Origin.NONE;
    }
}
