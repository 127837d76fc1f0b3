package io.jenkins.plugins.artifactscopes.jenkins.configuration;

import hudson.Extension;
import hudson.model.Item;
import io.jenkins.plugins.artifactscopes.jenkins.sharing.ProjectSharing;
import io.jenkins.plugins.artifactscopes.path.FullNames;
import java.util.Optional;

/** What the property of a job, or of a multibranch project, says. */
@Extension
public final class JobSharing implements ProjectSharing {
    @Override
    public Optional<String> entry(Item project, String reader) {
        return ItemSettings.of(project)
                .flatMap(settings -> FullNames.parse(settings.getSharedWith()).having(reader));
    }
}
