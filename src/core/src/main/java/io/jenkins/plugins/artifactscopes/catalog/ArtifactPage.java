package io.jenkins.plugins.artifactscopes.catalog;

import java.util.List;

/**
 * Some of a list, as it was at one moment.
 *
 * @param artifacts those asked for, in order; none past the end
 * @param total how many the whole list has
 */
public record ArtifactPage(List<ArtifactRecord> artifacts, long total) {
    public ArtifactPage {
        artifacts = List.copyOf(artifacts);
    }
}
