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
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of an archive.
 *
 * @param files by their path in the archive: their path below the working directory; both checked
 */
public record ArchiveChoice(TreeMap<String, String> files) implements PushChoice {
    private static final long serialVersionUID = 1;

    /**
     * @param files as an agent may have listed them
     * @throws AbortException for a path that is absolute, leaves its root or cannot be kept; the message says what is allowed
     */
    public static ArchiveChoice of(Map<String, String> files) throws AbortException {
        try {
            ChosenFiles.of(files);
            return new ArchiveChoice(new TreeMap<>(files));
        } catch (InvalidPathException e) {
            throw new AbortException("Cannot archive: " + e.getMessage());
        }
    }

    @Override
    public PushRequest request(Path directory, ArtifactPath name, @Nullable ExpireIn expireIn) {
        return new PushRequest(
                directory,
                name,
                PathFilter.ALL,
                Overwrite.REPLACE_FILES,
                expireIn,
                false,
                Origin.NONE,
                ChosenFiles.of(files));
    }

    @Override
    public String doing(ArtifactPath name) {
        return "Archiving";
    }
}
