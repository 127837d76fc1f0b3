package io.jenkins.plugins.artifactscopes.jenkins.agent;

import hudson.Util;
import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.path.InvalidPathException;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.Origin;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import io.jenkins.plugins.artifactscopes.transfer.ChosenFiles;
import io.jenkins.plugins.artifactscopes.transfer.PathFilter;
import io.jenkins.plugins.artifactscopes.transfer.PushRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.tools.ant.types.FileSet;
import org.jspecify.annotations.Nullable;

/**
 * What the stash step takes: files by Ant's patterns, which are looked for where the files are.
 *
 * @param includes patterns with commas between them
 * @param excludes patterns with commas between them, or null
 */
public record StashChoice(
        String name, String includes, @Nullable String excludes, boolean defaultExcludes, boolean allowEmpty)
        implements PushChoice {
    private static final long serialVersionUID = 1;

    /** The directory within a stash that the files are in; there is none in an empty stash. */
    public static final String FILES = "files";

    @Override
    public PushRequest request(Path directory, ArtifactPath where, @Nullable ExpireIn expireIn) throws IOException {
        Map<String, String> files = new HashMap<>();
        for (String file : find(directory.toFile())) {
            String path = file.replace(File.separatorChar, '/');
            files.put(FILES + "/" + path, path);
        }
        if (files.isEmpty() && !allowEmpty) {
            throw new IOException("There is no file to stash as '" + name + "': nothing in " + directory + " matches "
                    + includes + (excludes == null ? "" : " and not " + excludes)
                    + ". Set allowEmpty: true if that is meant.");
        }
        try {
            ChosenFiles chosen = ChosenFiles.of(files);
            return new PushRequest(
                    directory, where, PathFilter.ALL, Overwrite.REFUSE, expireIn, true, Origin.NONE, chosen);
        } catch (InvalidPathException e) {
            throw new IOException("Cannot stash '" + name + "': " + e.getMessage(), e);
        }
    }

    private String[] find(File directory) {
        FileSet set = Util.createFileSet(directory, includes, excludes);
        set.setDefaultexcludes(defaultExcludes);
        return directory.isDirectory() ? set.getDirectoryScanner().getIncludedFiles() : new String[0];
    }

    @Override
    public String doing(ArtifactPath where) {
        return "Stashing " + name;
    }
}
