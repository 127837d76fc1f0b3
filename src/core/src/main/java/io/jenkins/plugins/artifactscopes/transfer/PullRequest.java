package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import java.nio.file.Path;

/**
 * A pull as its author wrote it.
 *
 * @param path the file or directory in the scope; the root for all of it
 * @param destination where it goes on this machine: the name that the file or directory itself gets, or for the root the directory that
 *     everything goes into
 * @param filter which files of a directory
 * @param overwrite what to do about local files of the same name
 */
public record PullRequest(ArtifactPath path, Path destination, PathFilter filter, Overwrite overwrite) {}
