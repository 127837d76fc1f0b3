package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.artifactscopes.jenkins.sharing.ProjectSharing;
import io.jenkins.plugins.artifactscopes.path.FullNames;
import java.util.Optional;

/** What the property of a job says. */
@Extension
public final class JobSharing implements ProjectSharing {
    @Override
    public Optional<String> entry(Item project, String reader) {
        ArtifactScopesProperty property =
                project instanceof Job<?, ?> job ? job.getProperty(ArtifactScopesProperty.class) : null;
        return property == null
                ? Optional.empty()
                : FullNames.parse(property.getSharedWith()).having(reader);
    }
}
