package io.jenkins.plugins.artifactscopes.jenkins;

import hudson.model.AbstractItem;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.disk.HomeRoots;
import io.jenkins.plugins.artifactscopes.store.disk.ScopeRoots;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/**
 * Scopes lie with the job or run that they belong to, so that renaming, moving, backing up and deleting it takes them along: {@code
 * artifact-scopes/project} in a job's directory, {@code artifact-scopes/workflow} and {@code artifact-scopes/jobs/ID} in a run's.
 */
final class JobRoots implements ScopeRoots {
    private static final String SCOPES = "artifact-scopes";

    private final Jenkins jenkins;
    private final ScopeRoots nowhere;

    /** @param gone a directory for scopes of what is no more; nothing is ever in it */
    JobRoots(Jenkins jenkins, Path gone) {
        this.jenkins = jenkins;
        this.nowhere = new HomeRoots(gone);
    }

    @Override
    public Path directory(ScopeId scope) {
        try (ACLContext all = ACL.as2(ACL.SYSTEM2)) {
            Item project = named(jenkins.getItemByFullName(scope.project()), scope.project());
            Path root = project == null
                    ? UnloadedJobs.project(jenkins.getRootDir().toPath(), scope.project())
                    : project.getRootDir().toPath();
            Path found =
                    root == null ? null : scope.workflow().isPresent() ? ofRun(project, root, scope) : ofProject(root);
            return found == null ? nowhere.directory(scope) : found;
        }
    }

    /** Jenkins finds its items by other names too, in capitals say or decoded; a scope has one name. */
    private static @Nullable Item named(@Nullable Item item, String fullName) {
        return item != null && item.getFullName().equals(fullName) ? item : null;
    }

    private static Path ofProject(Path root) {
        return root.resolve(SCOPES).resolve("project");
    }

    private static @Nullable Path ofRun(@Nullable Item project, Path root, ScopeId scope) {
        String workflow = scope.workflow().orElseThrow();
        int slash = workflow.lastIndexOf('/');
        String number = workflow.substring(slash + 1);
        if (!isRun(number) || !scope.job().map(JobRoots::isJob).orElse(true)) {
            return null;
        }
        Path builds = slash < 0
                ? builds(project, root)
                : builds(
                        branch(project, workflow.substring(0, slash)),
                        UnloadedJobs.branch(root, workflow.substring(0, slash)));
        if (builds == null) {
            return null;
        }
        Path scopes = builds.resolve(number).resolve(SCOPES);
        return scope.job().map(id -> scopes.resolve("jobs").resolve(id)).orElse(scopes.resolve("workflow"));
    }

    /** @param unloaded the directory of what is no item, null where there is none */
    private static @Nullable Path builds(@Nullable Item item, @Nullable Path unloaded) {
        if (item == null) {
            return unloaded == null ? null : unloaded.resolve("builds");
        }
        return item instanceof Job<?, ?> job ? job.getBuildDir().toPath() : null;
    }

    private static @Nullable Item branch(@Nullable Item project, String name) {
        return project instanceof ItemGroup<?> group
                ? named(group.getItem(name), project.getFullName() + "/" + name)
                : null;
    }

    private static boolean isRun(String name) {
        return name.matches("[1-9][0-9]{0,9}");
    }

    /** A request may name any job; one that is no name of a directory is none. */
    private static boolean isJob(String name) {
        return name.matches("[A-Za-z0-9=,_+-][A-Za-z0-9=,._+-]{0,199}");
    }

    /** One job that cannot be read, or goes meanwhile, keeps nobody from the others. */
    @Override
    public void forEach(Consumer<ScopeId> scopes, Consumer<String> problems) {
        for (AbstractItem item : items()) {
            told(item.getFullName(), problems, () -> {
                if (isDirectory(ofProject(item.getRootDir().toPath()))) {
                    scopes.accept(ScopeId.project(item.getFullName()));
                }
            });
        }
        forEachRun(
                (run, directory) -> {
                    if (isDirectory(directory.resolve("workflow"))) {
                        scopes.accept(run.workflowScope());
                    }
                    for (String id : names(directory.resolve("jobs"))) {
                        scopes.accept(ScopeId.job(run.project(), run.workflow(), id));
                    }
                },
                problems);
    }

    private List<AbstractItem> items() {
        try (ACLContext all = ACL.as2(ACL.SYSTEM2)) {
            return jenkins.getAllItems(AbstractItem.class);
        }
    }

    /**
     * Names every run that has scopes, with the directory that they are in.
     *
     * @param problems told of each job and run that cannot be read
     */
    void forEachRun(RunVisitor visitor, Consumer<String> problems) {
        for (AbstractItem item : items()) {
            if (item instanceof Job<?, ?> job) {
                told(job.getFullName(), problems, () -> runs(job, visitor, problems));
            }
        }
    }

    private static void runs(Job<?, ?> job, RunVisitor visitor, Consumer<String> problems) throws IOException {
        String project = RunScopes.project(job).getFullName();
        String branch = RunScopes.runs(job);
        Path builds = job.getBuildDir().toPath();
        for (String number : names(builds)) {
            if (isRun(number)) {
                told(job.getFullName() + " #" + number, problems, () -> {
                    Path scopes = builds.resolve(number).resolve(SCOPES);
                    if (isDirectory(scopes)) {
                        visitor.visit(new RunScopes(project, branch + number), scopes);
                    }
                });
            }
        }
    }

    private static void told(String whose, Consumer<String> problems, Look look) {
        try {
            look.run();
        } catch (IOException | DirectoryIteratorException | IllegalArgumentException e) {
            problems.accept("The artifacts of " + whose + " cannot be looked for, and may be missing in lists: " + e
                    + ". See that Jenkins can read its directory, and rebuild the catalog.");
        }
    }

    /** @throws IOException when that cannot be found out; what is not there is none */
    private static boolean isDirectory(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).isDirectory();
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static List<String> names(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            children.forEach(child -> names.add(String.valueOf(child.getFileName())));
        } catch (NoSuchFileException e) {
            // It never was, or went with its job a moment ago.
            return List.of();
        }
        return names;
    }

    /** Looks for something on the disk. */
    @FunctionalInterface
    private interface Look {
        void run() throws IOException;
    }

    /** Hears of runs. */
    @FunctionalInterface
    interface RunVisitor {
        void visit(RunScopes run, Path directory) throws IOException;
    }
}
