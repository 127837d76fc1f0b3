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
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/**
 * Scopes lie with the job or run that they belong to, so that renaming, moving, backing up and deleting it takes them along: {@code
 * artifact-scopes/project} in a job's directory, {@code artifact-scopes/workflow} and {@code artifact-scopes/jobs/ID} in a run's.
 */
final class JobRoots implements ScopeRoots {
    static final String SCOPES = "artifact-scopes";

    private final Jenkins jenkins;
    private final ScopeRoots nowhere;

    /** @param gone a directory for scopes of what is no more; nothing is ever in it */
    JobRoots(Jenkins jenkins, Path gone) {
        this.jenkins = jenkins;
        this.nowhere = new HomeRoots(gone);
    }

    @Override
    public Path directory(ScopeId scope) {
        Path found = found(jenkins, scope);
        return found == null ? nowhere.directory(scope) : found;
    }

    /** Where a scope is by the names in it; null where Jenkins has nothing of these names. */
    static @Nullable Path found(Jenkins jenkins, ScopeId scope) {
        try (ACLContext all = ACL.as2(ACL.SYSTEM2)) {
            String name = scope.project();
            Path home = jenkins.getRootDir().toPath();
            Place project = place(jenkins.getItemByFullName(name), name, () -> UnloadedJobs.project(home, name));
            return project == null ? null : directory(project, scope);
        }
    }

    /**
     * Where an item is.
     *
     * @param item what Jenkins finds by the name; by other names too, in capitals say or decoded, while a scope has one name
     * @param unloaded looks on the disk for what Jenkins does not find
     * @return null where there is none of this name
     */
    private static @Nullable Place place(@Nullable Item item, String fullName, Supplier<@Nullable Path> unloaded) {
        if (item == null) {
            Path directory = unloaded.get();
            return directory == null ? null : new Place(null, directory);
        }
        return item.getFullName().equals(fullName)
                ? new Place(item, item.getRootDir().toPath())
                : null;
    }

    private static @Nullable Path directory(Place project, ScopeId scope) {
        return scope.workflow().isPresent() ? ofRun(project, scope) : ofProject(project.root());
    }

    private static Path ofProject(Path root) {
        return root.resolve(SCOPES).resolve("project");
    }

    private static @Nullable Path ofRun(Place project, ScopeId scope) {
        String workflow = scope.workflow().orElseThrow();
        int slash = workflow.lastIndexOf('/');
        String number = workflow.substring(slash + 1);
        if (!isRun(number) || !scope.job().map(JobRoots::isJob).orElse(true)) {
            return null;
        }
        Place job = slash < 0 ? project : branch(project, scope.project(), workflow.substring(0, slash));
        Path builds = job == null ? null : job.builds();
        if (builds == null) {
            return null;
        }
        Path scopes = builds.resolve(number).resolve(SCOPES);
        return scope.job().map(id -> scopes.resolve("jobs").resolve(id)).orElse(scopes.resolve("workflow"));
    }

    private static @Nullable Place branch(Place project, String fullName, String name) {
        Item branch = project.item() instanceof ItemGroup<?> group ? group.getItem(name) : null;
        return place(branch, fullName + "/" + name, () -> UnloadedJobs.branch(project.root(), name));
    }

    /**
     * A job or project, and its directory.
     *
     * @param item null for what is on disk and not loaded
     */
    private record Place(@Nullable Item item, Path root) {
        /** Null for what has no runs. */
        @Nullable
        Path builds() {
            if (item == null) {
                return root.resolve("builds");
            }
            return item instanceof Job<?, ?> job ? job.getBuildDir().toPath() : null;
        }
    }

    static boolean isRun(String name) {
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
