package io.jenkins.plugins.artifactscopes.cli;

import io.jenkins.plugins.artifactscopes.path.Selector;
import io.jenkins.plugins.artifactscopes.transfer.PathFilter;
import java.util.List;
import picocli.CommandLine.Option;

/** Which files of a directory. */
final class Filter {
    @Option(
            names = "--include",
            paramLabel = "GLOB",
            description = "Only files that match, such as '*.jar' or 'reports/**'; may be repeated.")
    private List<String> includes = List.of();

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description = "No files that match, even if included; may be repeated.")
    private List<String> excludes = List.of();

    PathFilter filter() {
        return includes.isEmpty() && excludes.isEmpty()
                ? PathFilter.ALL
                : new PathFilter(selectors(includes), selectors(excludes));
    }

    private static List<Selector> selectors(List<String> globs) {
        try {
            return globs.stream().map(Selector::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new WrongUsage(e);
        }
    }
}
