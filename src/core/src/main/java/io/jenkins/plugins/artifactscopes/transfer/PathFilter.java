package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.Selector;
import java.util.List;

/**
 * Which files of a directory are meant, by paths relative to it.
 *
 * @param includes what is taken; everything where there are none
 * @param excludes what is left out, even if it is included
 */
public record PathFilter(List<Selector> includes, List<Selector> excludes) {
    public static final PathFilter ALL = new PathFilter(List.of(), List.of());

    public PathFilter {
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
    }

    public boolean takes(ArtifactPath path) {
        return (includes.isEmpty() || includes.stream().anyMatch(selector -> selector.matches(path)))
                && excludes.stream().noneMatch(selector -> selector.matches(path));
    }
}
