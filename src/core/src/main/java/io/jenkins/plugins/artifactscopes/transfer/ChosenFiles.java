package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Files that are pushed under names of their own, rather than the tree that they are in. Directories on the way to a file are not pushed,
 * and a link is pushed as a link. A file that something still appends to, such as the log of a process in the background, is pushed as far as
 * it was found; one that becomes shorter is refused.
 *
 * @param sources by the path that a file gets below the destination: where it is below the source; both never the root
 */
public record ChosenFiles(NavigableMap<ArtifactPath, ArtifactPath> sources) {
    public ChosenFiles {
        sources = Collections.unmodifiableNavigableMap(new TreeMap<>(sources));
    }

    /**
     * Takes texts from anywhere, hostile ones too.
     *
     * @throws io.jenkins.plugins.artifactscopes.path.InvalidPathException for a path that is absolute, leaves its root or cannot be kept
     */
    public static ChosenFiles of(Map<String, String> texts) {
        NavigableMap<ArtifactPath, ArtifactPath> sources = new TreeMap<>();
        texts.forEach((path, source) -> sources.put(file(path), file(source)));
        return new ChosenFiles(sources);
    }

    private static ArtifactPath file(String text) {
        ArtifactPath path = ArtifactPath.parse(text);
        // The root is no file; this says so as every invalid path does.
        return path.isRoot() ? ArtifactPath.of(text) : path;
    }
}
