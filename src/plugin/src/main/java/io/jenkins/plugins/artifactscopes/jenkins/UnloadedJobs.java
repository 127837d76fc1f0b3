package io.jenkins.plugins.artifactscopes.jenkins;

import hudson.model.Item;
import hudson.model.Job;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/**
 * Jobs and runs that are on disk and were not loaded, because a plugin for their kind is missing, say, or their configuration is damaged: what they have is not gone, and
 * is not to be forgotten. Nor does it expire: what they say of how long it is to be kept cannot be read.
 */
public final class UnloadedJobs {
    private static final Logger LOGGER = Logger.getLogger(UnloadedJobs.class.getName());

    /** In which a multibranch project says what branch a directory is of. */
    private static final String NAME_FILE = "name-utf-8.txt";

    private UnloadedJobs() {}

    /** Whether the scope is that of such a job or run. */
    public static boolean have(Jenkins jenkins, ScopeId scope) {
        return isOne(jenkins, scope.project())
                || scope.workflow()
                        .flatMap(workflow -> new ProjectItems(jenkins, ACL.SYSTEM2)
                                .project(scope.project())
                                .map(project -> isRun(project, workflow)))
                        .orElse(false);
    }

    /** Whether the job or project of this name is one. */
    static boolean isOne(Jenkins jenkins, String fullName) {
        try (ACLContext all = ACL.as2(ACL.SYSTEM2)) {
            return jenkins.getItemByFullName(fullName) == null
                    && project(jenkins.getRootDir().toPath(), fullName) != null;
        }
    }

    private static boolean isRun(Item project, String workflow) {
        if (ProjectItems.run(project, workflow).isPresent()) {
            return false;
        }
        int slash = workflow.lastIndexOf('/');
        Job<?, ?> job = ProjectItems.job(project, workflow).orElse(null);
        if (job == null) {
            return slash >= 0 && branch(project.getRootDir().toPath(), workflow.substring(0, slash)) != null;
        }
        String number = workflow.substring(slash + 1);
        return JobRoots.isRun(number)
                && hasMoreThanScopes(job.getBuildDir().toPath().resolve(number));
    }

    /** A directory that has nothing but scopes is no run: a push that came late to one that was deleted makes it anew. */
    private static boolean hasMoreThanScopes(Path directory) {
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(directory, file -> !file.endsWith(JobRoots.SCOPES))) {
            return files.iterator().hasNext();
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            LOGGER.log(Level.WARNING, directory + " cannot be looked at; what it has does not expire until it can", e);
            return true;
        }
    }

    /**
     * The directory of a job or project, where folders keep it.
     *
     * @param home that of Jenkins
     * @return null where there is none
     */
    static @Nullable Path project(Path home, String fullName) {
        Path directory = home;
        for (String name : fullName.split("/", -1)) {
            if (!isName(name)) {
                return null;
            }
            directory = directory.resolve("jobs").resolve(name);
        }
        return isItem(directory) ? directory : null;
    }

    /**
     * The directory of a branch.
     *
     * @param project the directory of the multibranch project
     * @return null where there is none
     */
    static @Nullable Path branch(Path project, String name) {
        Path branches = project.resolve("branches");
        if (!isName(name) || !Files.isDirectory(branches)) {
            return null;
        }
        Path same = branches.resolve(name);
        if (isItem(same)) {
            return same;
        }
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(branches)) {
            for (Path directory : directories) {
                if (isItem(directory) && name.equals(told(directory))) {
                    return directory;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOGGER.log(Level.WARNING, "The branches in " + branches + " cannot be looked at", e);
        }
        return null;
    }

    private static @Nullable String told(Path directory) throws IOException {
        Path file = directory.resolve(NAME_FILE);
        return Files.isRegularFile(file)
                ? Files.readString(file, StandardCharsets.UTF_8).strip()
                : null;
    }

    private static boolean isItem(Path directory) {
        return Files.isRegularFile(directory.resolve("config.xml"));
    }

    /** A request may name any project; one that is no name of a directory is none. */
    private static boolean isName(String name) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().noneMatch(c -> c == '/' || c == '\\' || c < ' ');
    }
}
