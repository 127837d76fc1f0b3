package io.jenkins.plugins.artifactscopes.jenkins.agent;

import hudson.AbortException;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.InvalidPathException;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.Origin;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.transfer.ChosenFiles;
import io.jenkins.plugins.artifactscopes.transfer.PathFilter;
import io.jenkins.plugins.artifactscopes.transfer.PushRequest;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of an archive.
 *
 * @param files by their path in the archive: their path below the working directory; both plain and checked
 */
public record ArchiveChoice(TreeMap<String, String> files) implements PushChoice {
    private static final long serialVersionUID = 1;

    /**
     * Takes paths as Jenkins' own artifacts do: with empty parts and parts {@code .} in both, and in where a file is with {@code ..} after
     * the name of a directory, which is taken at its word and never followed.
     *
     * @param files as an agent may have listed them
     * @throws AbortException for a path that is absolute, leaves its root or cannot be kept; the message says what is allowed
     */
    public static ArchiveChoice of(Map<String, String> files) throws AbortException {
        try {
            TreeMap<String, String> plain = new TreeMap<>();
            files.forEach((path, source) -> plain.put(plain(path, false), plain(source, true)));
            ChosenFiles.of(plain);
            return new ArchiveChoice(plain);
        } catch (InvalidPathException e) {
            throw new AbortException("Cannot archive: " + e.getMessage());
        }
    }

    /** What cannot be made plain without leading elsewhere stays as it is, to be refused. */
    private static String plain(String path, boolean up) {
        if (path.startsWith("/")) {
            return path;
        }
        Deque<String> names = new ArrayDeque<>();
        for (String name : path.split("/")) {
            if (up && name.equals("..")) {
                if (names.pollLast() == null) {
                    return path;
                }
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return names.isEmpty() ? path : String.join("/", names);
    }

    @Override
    public PushRequest request(Path directory, ArtifactPath name, @Nullable ExpireIn expireIn) {
        return new PushRequest(
                directory,
                name,
                PathFilter.ALL,
                Overwrite.REPLACE_FILES,
                expireIn,
                true,
                Origin.NONE,
                ChosenFiles.of(files));
    }

    @Override
    public String doing(ArtifactPath name) {
        return "Archiving";
    }
}
