package io.jenkins.plugins.artifactscopes.jenkins.sharing;

import hudson.ExtensionPoint;
import hudson.model.Item;
import java.util.Optional;

/** Knows with whom a project shares what it has. */
public interface ProjectSharing extends ExtensionPoint {
    /**
     * What of the project's own settings lets a reader in.
     *
     * @param project a job, or a project with branches
     * @param reader the full name of the job that reads
     * @return the entry as it was written; empty where none has the reader
     */
    Optional<String> entry(Item project, String reader);
}
