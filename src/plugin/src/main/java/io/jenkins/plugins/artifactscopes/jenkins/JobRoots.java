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
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
            Path found =
                    project == null ? null : scope.workflow().isPresent() ? ofRun(project, scope) : ofProject(project);
            return found == null ? nowhere.directory(scope) : found;
        }
    }

    /** Jenkins finds its items by other names too, in capitals say or decoded; a scope has one name. */
    private static @Nullable Item named(@Nullable Item item, String fullName) {
        return item != null && item.getFullName().equals(fullName) ? item : null;
    }

    private static Path ofProject(Item project) {
        return project.getRootDir().toPath().resolve(SCOPES).resolve("project");
    }

    private static @Nullable Path ofRun(Item project, ScopeId scope) {
        String workflow = scope.workflow().orElseThrow();
        int slash = workflow.lastIndexOf('/');
        String number = workflow.substring(slash + 1);
        Job<?, ?> job = slash < 0 ? job(project) : branch(project, workflow.substring(0, slash));
        if (job == null || !isRun(number) || !scope.job().map(JobRoots::isJob).orElse(true)) {
            return null;
        }
        Path scopes = job.getBuildDir().toPath().resolve(number).resolve(SCOPES);
        return scope.job().map(id -> scopes.resolve("jobs").resolve(id)).orElse(scopes.resolve("workflow"));
    }

    private static @Nullable Job<?, ?> job(@Nullable Item item) {
        return item instanceof Job<?, ?> job ? job : null;
    }

    private static @Nullable Job<?, ?> branch(Item project, String name) {
        return project instanceof ItemGroup<?> group
                ? job(named(group.getItem(name), project.getFullName() + "/" + name))
                : null;
    }

    private static boolean isRun(String name) {
        return name.matches("[1-9][0-9]{0,9}");
    }

    /** A request may name any job; one that is no name of a directory is none. */
    private static boolean isJob(String name) {
        return name.matches("[A-Za-z0-9=,_+-][A-Za-z0-9=,._+-]{0,199}");
    }

    @Override
    public void forEach(Consumer<ScopeId> scopes, Consumer<String> problems) throws IOException {
        try (ACLContext all = ACL.as2(ACL.SYSTEM2)) {
            for (AbstractItem item : jenkins.allItems(AbstractItem.class)) {
                if (Files.isDirectory(ofProject(item))) {
                    scopes.accept(ScopeId.project(item.getFullName()));
                }
            }
        }
        forEachRun((run, directory) -> {
            if (Files.isDirectory(directory.resolve("workflow"))) {
                scopes.accept(ScopeId.workflow(run.project(), run.workflow()));
            }
            for (String id : names(directory.resolve("jobs"))) {
                scopes.accept(ScopeId.job(run.project(), run.workflow(), id));
            }
        });
    }

    /** Names every run that has scopes, with the directory that they are in. */
    void forEachRun(RunVisitor visitor) throws IOException {
        try (ACLContext all = ACL.as2(ACL.SYSTEM2)) {
            for (AbstractItem item : jenkins.allItems(AbstractItem.class)) {
                if (item instanceof Job<?, ?> job) {
                    runs(job, visitor);
                }
            }
        }
    }

    private static void runs(Job<?, ?> job, RunVisitor visitor) throws IOException {
        Item project = RunScopes.project(job);
        String branch = project == job ? "" : job.getName() + "/";
        for (String number : names(job.getBuildDir().toPath())) {
            Path run = job.getBuildDir().toPath().resolve(number).resolve(SCOPES);
            if (isRun(number) && Files.isDirectory(run)) {
                visitor.visit(new RunScopes(project.getFullName(), branch + number), run);
            }
        }
    }

    private static List<String> names(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
                children.forEach(child -> names.add(String.valueOf(child.getFileName())));
            }
        }
        return names;
    }

    /** Hears of runs. */
    @FunctionalInterface
    interface RunVisitor {
        void visit(RunScopes run, Path directory) throws IOException;
    }
}
